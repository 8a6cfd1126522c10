using System.Formats.Tar;
using System.IO.Compression;

namespace MlNetFashion.Catalogues;

/// <summary>The files of a tar, plain or gzipped, in the archive's order.</summary>
static class TarFiles
{
    // What tar programs pad an archive with after its end mark is far less.
    const int MaxPadding = 1 << 20;

    public static IEnumerable<SourceFile> Read(string path, Func<string, bool> wanted, RejectLog rejects)
    {
        using TarBytes? bytes = Open(path, rejects);
        if (bytes is null)
            yield break;
        using var reader = new TarReader(bytes, leaveOpen: true);
        string last = "";
        Stream? data = null;
        while (Next() is { } file)
            yield return file;

        SourceFile? Next()
        {
            try
            {
                while (NextHeader() is { } entry)
                {
                    bool isLink = entry.EntryType is TarEntryType.HardLink or TarEntryType.SymbolicLink;
                    if (!isLink && entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile))
                        continue;
                    last = SourceNames.Sane(entry.Name);
                    if (SourceNames.IsShadow(last) || !wanted(last))
                        continue;
                    if (isLink)
                    {
                        rejects.Add(new RejectedEntry(path, last, $"It is a link to \"{entry.LinkName}\", not a file. Pack the files themselves: tar --dereference --hard-dereference."));
                        continue;
                    }

                    if (SourceBytes.Read(data ?? Stream.Null, entry.Length, path, last, rejects) is { } file)
                        return file;
                }

                if (!bytes.EndsWithZeroBlock)
                    throw new EndOfStreamException("The end mark is missing.");
                bytes.DrainPadding(MaxPadding);
            }
            catch (Exception e) when (e is IOException or InvalidDataException or FormatException or ArgumentException or InvalidOperationException or NotSupportedException or OverflowException)
            {
                string where = last.Length > 0 ? $"after \"{last}\"" : "at its beginning";
                rejects.Add(new RejectedEntry(path, last, $"The archive is damaged or cut off {where} ({e.Message}) What came before was read. Get the archive again.", RejectKind.Source));
            }

            return null;
        }

        TarEntry? NextHeader()
        {
            // What is left of the file before, so that from here on only headers are read.
            data?.CopyTo(Stream.Null);
            bytes.ReadsHeader = true;
            TarEntry? entry = reader.GetNextEntry();
            bytes.ReadsHeader = false;
            data = entry?.DataStream;
            return entry;
        }
    }

    static TarBytes? Open(string path, RejectLog rejects)
    {
        FileStream? file = null;
        try
        {
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
            Span<byte> magic = stackalloc byte[2];
            bool zipped = file.ReadAtLeast(magic, 2, throwOnEndOfStream: false) == 2 && magic is [0x1f, 0x8b];
            file.Position = 0;
            return new TarBytes(zipped ? new GZipStream(file, CompressionMode.Decompress) : file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            file?.Dispose();
            rejects.Add(new RejectedEntry(path, "", $"The archive cannot be opened: {e.Message}", RejectKind.Source));
            return null;
        }
    }
}
