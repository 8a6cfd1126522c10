using System.Security.Cryptography;
using MlNetFashion.Catalogues;
using MlNetFashion.Storage;

namespace MlNetFashion.Batch;

/// <summary>What a plan remembers of the files that it read, for the plan after it. The file ends with the SHA-256 of what is before.</summary>
static class SourceMemoryFile
{
    const int BufferBytes = 1 << 16;

    static readonly byte[] s_mark = "fashion-files-1\n"u8.ToArray();

    /// <summary>Writes what is settled.</summary>
    public static void Write(string path, SourceMemory memory) => FileDraft.Write(path, file =>
    {
        using var hash = SHA256.Create();
        using (var hashing = new CryptoStream(file, hash, CryptoStreamMode.Write, leaveOpen: true))
        using (var writer = new BinaryWriter(new BufferedStream(hashing, BufferBytes)))
        {
            writer.Write(s_mark);
            KeyValuePair<string, RememberedArchive>[] archives = [.. memory.Archives.Where(pair => memory.IsSettled(pair.Value.Stamp))];
            writer.Write(archives.Length);
            foreach ((string archive, RememberedArchive remembered) in archives)
                Write(writer, archive, remembered);
            IGrouping<string, KeyValuePair<(string Source, string Name), (FileStamp Stamp, byte[] Sha256)>>[] folders =
                [.. memory.Photos.GroupBy(pair => pair.Key.Source, StringComparer.Ordinal)];
            writer.Write(folders.Length);
            foreach (IGrouping<string, KeyValuePair<(string Source, string Name), (FileStamp Stamp, byte[] Sha256)>> folder in folders)
            {
                writer.Write(folder.Key);
                writer.Write(folder.Count());
                foreach (((_, string name), (FileStamp stamp, byte[] sha256)) in folder)
                {
                    writer.Write(name);
                    Write(writer, stamp);
                    writer.Write(sha256);
                }
            }
        }

        file.Write(hash.Hash!);
    });

    /// <summary>Reads it; null where there is none, or a damaged one: everything is read again, then.</summary>
    public static SourceMemory? Read(string path)
    {
        if (!File.Exists(path))
            return null;
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes, FileOptions.SequentialScan);
        if (!IsWhole(file))
            return null;
        file.Position = 0;
        using var reader = new BinaryReader(file);
        if (!reader.ReadBytes(s_mark.Length).AsSpan().SequenceEqual(s_mark))
            return null;
        var memory = new SourceMemory(null, DateTimeOffset.MinValue);
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            string archive = reader.ReadString();
            memory.Archives.Add(archive, ReadArchive(reader, archive));
        }

        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            string folder = reader.ReadString();
            int count = reader.ReadInt32();
            memory.Photos.EnsureCapacity(memory.Photos.Count + count);
            for (; count > 0; count--)
                memory.Photos.Add((folder, reader.ReadString()), (ReadStamp(reader), reader.ReadBytes(SHA256.HashSizeInBytes)));
        }

        return memory;
    }

    // Whether the hash at the end is that of what is before.
    static bool IsWhole(FileStream file)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[BufferBytes];
        for (long left = file.Length - SHA256.HashSizeInBytes; left > 0;)
        {
            int read = file.Read(buffer, 0, (int)Math.Min(left, buffer.Length));
            hash.AppendData(buffer, 0, read);
            left -= read;
        }

        Span<byte> end = buffer.AsSpan(0, SHA256.HashSizeInBytes);
        return file.ReadAtLeast(end, end.Length, throwOnEndOfStream: false) == end.Length && hash.GetHashAndReset().AsSpan().SequenceEqual(end);
    }

    static void Write(BinaryWriter writer, string path, RememberedArchive archive)
    {
        writer.Write(path);
        Write(writer, archive.Stamp);
        writer.Write(archive.Files.Count);
        foreach ((string name, byte[]? sha256) in archive.Files)
        {
            writer.Write(name);
            writer.Write(sha256 is not null);
            writer.Write(sha256 ?? []);
        }

        writer.Write(archive.Rejects.Count);
        foreach (RejectedEntry reject in archive.Rejects)
        {
            writer.Write(reject.Name);
            writer.Write(reject.Reason);
            writer.Write((int)reject.Kind);
        }
    }

    static RememberedArchive ReadArchive(BinaryReader reader, string path)
    {
        var archive = new RememberedArchive(ReadStamp(reader));
        int count = reader.ReadInt32();
        archive.Files.EnsureCapacity(count);
        for (; count > 0; count--)
            archive.Files.Add((reader.ReadString(), reader.ReadBoolean() ? reader.ReadBytes(SHA256.HashSizeInBytes) : null));
        for (int left = reader.ReadInt32(); left > 0; left--)
            archive.Rejects.Add(new RejectedEntry(path, reader.ReadString(), reader.ReadString(), (RejectKind)reader.ReadInt32()));
        return archive;
    }

    static void Write(BinaryWriter writer, FileStamp stamp)
    {
        writer.Write(stamp.Bytes);
        writer.Write(stamp.Ticks);
    }

    static FileStamp ReadStamp(BinaryReader reader) => new(reader.ReadInt64(), reader.ReadInt64());
}
