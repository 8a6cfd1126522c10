using System.IO.Compression;

namespace MlNetFashion.Catalogues;

/// <summary>The files of a zip, in the order of its directory.</summary>
static class ZipFiles
{
    public static IEnumerable<SourceFile> Read(string path, Func<string, bool> wanted, RejectLog rejects)
    {
        using ZipArchive? archive = Open(path, rejects);
        if (archive is null)
            yield break;
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
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
            if (entry.Length is 0 or > SourceFiles.MaxFileBytes)
                return SourceBytes.Read(Stream.Null, entry.Length, path, name, rejects);
            using Stream data = entry.Open();
            return SourceBytes.Read(data, entry.Length, path, name, rejects);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or NotSupportedException or ArgumentException)
        {
            rejects.Add(new RejectedEntry(path, name, $"The file cannot be taken out of the archive: {e.Message}"));
            return null;
        }
    }

    static ZipArchive? Open(string path, RejectLog rejects)
    {
        FileStream? file = null;
        try
        {
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            var archive = new ZipArchive(file, ZipArchiveMode.Read);
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
