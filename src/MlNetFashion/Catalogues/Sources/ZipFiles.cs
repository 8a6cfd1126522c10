using System.IO.Compression;

namespace MlNetFashion.Catalogues;

/// <summary>The files of a zip, in the order of its directory.</summary>
static class ZipFiles
{
    public static IEnumerable<SourceFile> Read(string path, Func<string, bool> wanted, RejectLog rejects, CancellationToken cancellation)
    {
        using ZipArchive? archive = Open(path, rejects, cancellation);
        if (archive is null)
            yield break;
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            cancellation.ThrowIfCancellationRequested();
            string name = SourceNames.Sane(entry.FullName);
            bool isFolder = entry.FullName.EndsWith('/') || entry.FullName.EndsWith('\\');
            if (!isFolder && !SourceNames.IsShadow(name) && wanted(name) && ReadEntry(entry, path, name, rejects) is { } file)
                yield return file;
        }
    }

    static SourceFile? ReadEntry(ZipArchiveEntry entry, string path, string name, RejectLog rejects)
    {
        try
        {
            if (entry.IsEncrypted)
            {
                rejects.Add(new RejectedEntry(path, name, "The file is encrypted, and passwords are not asked for. Pack it again without one."));
                return null;
            }

            if (entry.Length is 0 or > SourceFiles.MaxFileBytes)
                return SourceBytes.Read(Stream.Null, entry.Length, path, name, rejects);
            using Stream data = entry.Open();
            return SourceBytes.Read(data, entry.Length, path, name, rejects);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or NotSupportedException or ArgumentException)
        {
            rejects.Add(new RejectedEntry(path, name, $"The file cannot be taken out of the archive: {e.Message} Pack it again as an ordinary zip, by the method Deflate."));
            return null;
        }
    }

    static ZipArchive? Open(string path, RejectLog rejects, CancellationToken cancellation)
    {
        FileStream? file = null;
        try
        {
            file = OrdinaryFile.OpenSeekable(path, cancellation);
            byte[] head = new byte[64];
            if (Images.GitLfs.IsPointer(head.AsSpan(0, file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false))))
                throw new IOException("it is a Git LFS pointer, not the archive itself (git lfs pull).");
            file.Position = 0;
            var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: false, ZipNames.Lenient);
            // Reads the directory: a damaged one shows here and not in the middle of the stream.
            _ = archive.Entries.Count;
            return archive;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            file?.Dispose();
            rejects.Add(new RejectedEntry(path, "", $"The archive cannot be opened, it is damaged or cut off: {e.Message} Get it again.", RejectKind.Source));
            return null;
        }
    }
}
