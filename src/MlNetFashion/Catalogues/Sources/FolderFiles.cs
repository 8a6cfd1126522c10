namespace MlNetFashion.Catalogues;

/// <summary>The files of a folder, each folder's names in ordinal order. Links to folders are followed, but no folder is read twice.</summary>
/// <remarks>With a memory, photos that it knows are not read.</remarks>
static class FolderFiles
{
    // As many links in a row as Linux follows.
    const int MostLinks = 40;

    public static IEnumerable<SourceFile> Read(string root, Func<string, bool> wanted, RejectLog rejects, SourceMemory? memory, CancellationToken cancellation)
    {
        var waiting = new Stack<(FileSystemInfo Info, string Name)>();
        // A link may lead back to where it stands, or to what is read anyway.
        var seen = new HashSet<string>(StringComparer.Ordinal);
        Push(new DirectoryInfo(root), "");
        while (waiting.TryPop(out (FileSystemInfo Info, string Name) next))
        {
            cancellation.ThrowIfCancellationRequested();
            string name = SourceNames.Sane(next.Name);
            if (next.Info is DirectoryInfo folder)
                Push(folder, next.Name);
            else if (!SourceNames.IsShadow(name) && wanted(name) && ReadBytes(root, name, (FileInfo)next.Info, rejects, memory) is { } file)
                yield return file;
        }

        void Push(DirectoryInfo folder, string name)
        {
            try
            {
                if (!seen.Add(Real(folder.FullName, MostLinks)))
                    return;
                foreach (FileSystemInfo info in folder.EnumerateFileSystemInfos().OrderByDescending(info => info.Name, StringComparer.Ordinal))
                    waiting.Push((info, name.Length == 0 ? info.Name : $"{name}/{info.Name}"));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                rejects.Add(new RejectedEntry(root, name, $"The folder cannot be read: {e.Message}", RejectKind.Source));
            }
        }
    }

    public static IEnumerable<SourceFile> ReadFile(string path, Func<string, bool> wanted, RejectLog rejects, SourceMemory? memory)
    {
        string name = SourceNames.Sane(Path.GetFileName(path));
        if (wanted(name) && ReadBytes(path, name, new FileInfo(path), rejects, memory) is { } file)
            yield return file;
    }

    // Where a folder is, with all links on the way to it followed.
    static string Real(string path, int links)
    {
        path = Path.TrimEndingDirectorySeparator(path);
        if (Path.GetDirectoryName(path) is not { } parent)
            return path;
        // A link is told from where the folder that it stands in really is.
        string here = Path.Combine(Real(parent, links), Path.GetFileName(path));
        return links > 0 && new DirectoryInfo(here).LinkTarget is { } target
            ? Real(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, target)), links - 1) : here;
    }

    static SourceFile? ReadBytes(string source, string name, FileInfo info, RejectLog rejects, SourceMemory? memory)
    {
        try
        {
            FileStamp stamp = FileStamp.Of(info);
            // Pipes and devices have no length; they are never opened, because that can wait for ever.
            if (stamp.Bytes is 0 or > SourceFiles.MaxFileBytes)
                return SourceBytes.Read(Stream.Null, stamp.Bytes, source, name, rejects);
            if (memory?.Recall(source, name, stamp) is { } hash)
                return new SourceFile(source, name, [], hash);
            using FileStream file = new(info.FullName, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            return SourceBytes.Read(file, stamp.Bytes, source, name, rejects) is not { } read ? null
                : memory is not null && PictureFiles.IsPicture(read) ? read with { Sha256 = memory.Remember(source, name, stamp, read.Bytes) } : read;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            rejects.Add(new RejectedEntry(source, name, $"The file cannot be read: {e.Message}"));
            return null;
        }
    }
}
