namespace MlNetFashion.Catalogues;

/// <summary>The files of a folder, each folder's names in ordinal order.</summary>
static class FolderFiles
{
    public static IEnumerable<SourceFile> Read(string root, Func<string, bool> wanted, RejectLog rejects)
    {
        var waiting = new Stack<FileSystemInfo>();
        Push(new DirectoryInfo(root));
        while (waiting.TryPop(out FileSystemInfo? next))
        {
            string name = SourceNames.Sane(Path.GetRelativePath(root, next.FullName));
            if (next is DirectoryInfo folder)
            {
                // A link to a folder is not followed: it may lead back here.
                if (folder.LinkTarget is null)
                    Push(folder);
            }
            else if (!SourceNames.IsShadow(name) && wanted(name) && ReadBytes(root, name, next.FullName, rejects) is { } file)
            {
                yield return file;
            }
        }

        void Push(DirectoryInfo folder)
        {
            try
            {
                foreach (FileSystemInfo info in folder.EnumerateFileSystemInfos().OrderByDescending(info => info.Name, StringComparer.Ordinal))
                    waiting.Push(info);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                string name = Path.GetRelativePath(root, folder.FullName);
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
