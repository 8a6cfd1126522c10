using System.Globalization;
using System.IO.Compression;
using System.Runtime.CompilerServices;

namespace MlNetFashion.Catalogues;

/// <summary>The files of a tar, plain or gzipped, in the archive's order.</summary>
static class TarFiles
{
    // What tar programs pad an archive with after its end mark is far less.
    const int MaxPadding = 1 << 20;

    // Names and times; one that claims more would be held in memory as a whole.
    const int MaxHeaderBytes = 1 << 20;

    public static IEnumerable<SourceFile> Read(string path, Func<string, bool> wanted, RejectLog rejects, CancellationToken cancellation)
    {
        using Stream? bytes = Open(path, rejects, cancellation);
        if (bytes is null)
            yield break;
        byte[] block = new byte[TarHeader.Bytes];
        string last = "";
        while (Next() is { } file)
            yield return file;

        SourceFile? Next()
        {
            try
            {
                while (NextEntry(bytes, block, cancellation) is { } entry)
                {
                    long left = (entry.Size + TarHeader.Bytes - 1) / TarHeader.Bytes * TarHeader.Bytes;
                    last = entry.Name;
                    if (entry.Type is not ('0' or '1' or '2' or 'S') || SourceNames.IsShadow(last) || !wanted(last))
                    {
                        Skip(bytes, left, cancellation);
                        continue;
                    }

                    SourceFile? file = null;
                    if (entry.Type is '1' or '2')
                        rejects.Add(new RejectedEntry(path, last,
                            $"It is a link to \"{entry.LinkName}\", not a file. Pack the files themselves: tar --dereference --hard-dereference."));
                    else if (entry.Type == 'S')
                        rejects.Add(new RejectedEntry(path, last,
                            "It is stored sparse, as a file with holes, which is not read. Pack it again without --sparse (bsdtar: --no-read-sparse)."));
                    else if (entry.Size is 0 or > SourceFiles.MaxFileBytes)
                        file = SourceBytes.Read(Stream.Null, entry.Size, path, last, rejects);
                    else if ((file = SourceBytes.Read(bytes, entry.Size, path, last, rejects)) is not null)
                        left -= entry.Size;
                    Skip(bytes, left, cancellation);
                    if (file is not null)
                        return file;
                }

                Skip(bytes, MaxPadding, cancellation, mayEnd: true);
            }
            catch (Exception e) when (e is IOException or InvalidDataException)
            {
                string where = last.Length > 0 ? $"after \"{last}\"" : "at its beginning";
                rejects.Add(new RejectedEntry(path, last,
                    $"The archive is damaged or cut off {where} ({(e is EndOfStreamException ? "It ends in the middle." : e.Message)}) What came "
                        + $"before was read. Get the archive again.", RejectKind.Source));
            }

            return null;
        }
    }

    // The next header with the names that headers before it give it; null at the end mark.
    static TarHeader? NextEntry(Stream bytes, byte[] block, CancellationToken cancellation)
    {
        string? name = null, link = null;
        long? size = null;
        bool isSparse = false;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            if (bytes.ReadAtLeast(block, block.Length, throwOnEndOfStream: false) < block.Length)
                throw new EndOfStreamException("The end mark is missing.");
            if (!block.AsSpan().ContainsAnyExcept((byte)0))
                return null;
            TarHeader header = TarHeader.Parse(block);
            switch (header.Type)
            {
                case 'L':
                    name = Text(bytes, header.Size, cancellation);
                    continue;
                case 'K':
                    link = Text(bytes, header.Size, cancellation);
                    continue;
                case 'x':
                    foreach ((string key, string value) in TarHeader.Records(Data(bytes, header.Size, cancellation)))
                    {
                        switch (key)
                        {
                            case "path":
                                name ??= value;
                                break;
                            case "GNU.sparse.name":
                                name = value;
                                break;
                            case "linkpath":
                                link = value;
                                break;
                            case "size":
                                size = long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
                                    && number < 1L << 56 ? number : throw new InvalidDataException("A size in an extended header is damaged.");
                                break;
                        }

                        isSparse |= key.StartsWith("GNU.sparse.", StringComparison.Ordinal);
                    }

                    continue;
                case 'g':
                    _ = Data(bytes, header.Size, cancellation);
                    continue;
            }

            for (bool more = header.IsExtended; more; more = block[504] != 0)
                bytes.ReadExactly(block);
            return header with
            {
                Name = SourceNames.Sane(name ?? header.Name),
                LinkName = link ?? header.LinkName,
                Size = size ?? header.Size,
                Type = isSparse && header.Type == '0' ? 'S' : header.Type,
            };
        }
    }

    static string Text(Stream bytes, long size, CancellationToken cancellation) =>
        SourceNames.Decode(Data(bytes, size, cancellation).AsSpan().TrimEnd((byte)0));

    static byte[] Data(Stream bytes, long size, CancellationToken cancellation)
    {
        if (size > MaxHeaderBytes)
            throw new InvalidDataException($"A header claims {size:N0} bytes.");
        byte[] data = new byte[size];
        bytes.ReadExactly(data);
        Skip(bytes, -size & (TarHeader.Bytes - 1), cancellation);
        return data;
    }

    // Called for each file: to clear what is overwritten at once took a third of the time that reading an archive's names did.
    [SkipLocalsInit]
    static void Skip(Stream bytes, long count, CancellationToken cancellation, bool mayEnd = false)
    {
        if (bytes.CanSeek && !mayEnd)
        {
            if (count > bytes.Length - bytes.Position)
                throw new EndOfStreamException("A file is cut off.");
            bytes.Seek(count, SeekOrigin.Current);
            return;
        }

        Span<byte> passed = stackalloc byte[4096];
        while (count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            int read = bytes.Read(passed[..(int)Math.Min(count, passed.Length)]);
            if (read == 0)
            {
                if (!mayEnd)
                    throw new EndOfStreamException("A file is cut off.");
                return;
            }

            count -= read;
        }
    }

    static Stream? Open(string path, RejectLog rejects, CancellationToken cancellation)
    {
        FileStream? file = null;
        try
        {
            file = OrdinaryFile.OpenSeekable(path, cancellation);
            byte[] head = new byte[64];
            int read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            if (Images.GitLfs.IsPointer(head.AsSpan(0, read)))
                throw new IOException("It is a Git LFS pointer, not the archive itself. Get the archive: git lfs pull.");
            file.Position = 0;
            return head is [0x1f, 0x8b, ..] ? new GZipStream(file, CompressionMode.Decompress) : file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            file?.Dispose();
            rejects.Add(new RejectedEntry(path, "", $"The archive cannot be opened: {e.Message}", RejectKind.Source));
            return null;
        }
    }
}
