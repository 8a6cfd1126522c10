namespace MlNetFashion.Catalogues;

/// <summary>The files of a folder, each folder's names in ordinal order. Links to folders are followed, but no folder is read twice.</summary>
static class FolderFiles
{
    // As many links in a row as Linux follows.
    const int MostLinks = 40;

    public static IEnumerable<SourceFile> Read(string root, Func<string, bool> wanted, RejectLog rejects, CancellationToken cancellation)
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
            else if (!SourceNames.IsShadow(name) && wanted(name) && ReadBytes(root, name, next.Info.FullName, rejects) is { } file)
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

    public static IEnumerable<SourceFile> ReadFile(string path, Func<string, bool> wanted, RejectLog rejects)
    {
        string name = SourceNames.Sane(Path.GetFileName(path));
        if (wanted(name) && ReadBytes(path, name, path, rejects) is { } file)
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

    static SourceFile? ReadBytes(string source, string name, string path, RejectLog rejects)
    {
        try
        {
            // Pipes and devices have no length; they are never opened, because that can wait for ever.
            var info = new FileInfo(path);
            long length = info.LinkTarget is null ? info.Length : ((FileInfo)info.ResolveLinkTarget(returnFinalTarget: true)!).Length;
            if (length is 0 or > SourceFiles.MaxFileBytes)
                return SourceBytes.Read(Stream.Null, length, source, name, rejects);
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            return SourceBytes.Read(file, length, source, name, rejects);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            rejects.Add(new RejectedEntry(source, name, $"The file cannot be read: {e.Message}"));
            return null;
        }
    }
}
