using System.IO.Enumeration;

namespace MlNetFashion.Catalogues;

/// <summary>What one look at a folder and the folders in it has shown, each folder's names in ordinal order.</summary>
/// <remarks>Links to folders are followed, but no folder is looked through twice.</remarks>
sealed class FolderListing
{
    // As many links in a row as Linux follows.
    const int MostLinks = 40;

    static readonly EnumerationOptions s_everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    readonly List<ListedFile> _files = [];
    readonly List<RejectedEntry> _faults = [];

    FolderListing()
    {
    }

    /// <summary>Its files, but for those by which macOS accompanies others.</summary>
    public IReadOnlyList<ListedFile> Files => _files;

    /// <summary>Folders that could not be looked into.</summary>
    public IReadOnlyList<RejectedEntry> Faults => _faults;

    /// <summary>Looks through a folder.</summary>
    public static FolderListing Of(string root, CancellationToken cancellation)
    {
        var listing = new FolderListing();
        var waiting = new Stack<Entry>();
        // A link may lead back to where it stands, or to what is read anyway.
        var seen = new HashSet<string>(StringComparer.Ordinal);
        Push(root, "");
        while (waiting.TryPop(out Entry next))
        {
            cancellation.ThrowIfCancellationRequested();
            if (next.IsFolder)
                Push(Path.Combine(root, next.Name), next.Name);
            else if (SourceNames.Sane(next.Name) is var name && !SourceNames.IsShadow(name))
                listing._files.Add(new ListedFile(name, next.Name, next.IsLink ? StampOfLink(Path.Combine(root, next.Name)) : next.Stamp));
        }

        return listing;

        void Push(string folder, string name)
        {
            try
            {
                if (!seen.Add(Real(Path.GetFullPath(folder), MostLinks)))
                    return;
                Entry[] entries = [.. new FileSystemEnumerable<Entry>(folder, (ref FileSystemEntry entry) => new Entry(ref entry), s_everything)];
                Array.Sort(entries, (one, other) => string.CompareOrdinal(other.Name, one.Name));
                foreach (Entry entry in entries)
                    waiting.Push(name.Length == 0 ? entry : entry with { Name = $"{name}/{entry.Name}" });
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                listing._faults.Add(new RejectedEntry(root, SourceNames.Sane(name), $"The folder cannot be read: {e.Message}", RejectKind.Source));
            }
        }
    }

    static FileStamp? StampOfLink(string path)
    {
        try
        {
            return FileStamp.Of(new FileInfo(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
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

    readonly record struct Entry(string Name, bool IsFolder, bool IsLink, FileStamp Stamp)
    {
        public Entry(ref FileSystemEntry entry) : this(entry.FileName.ToString(), entry.IsDirectory, entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
            entry.IsDirectory ? default : new FileStamp(entry.Length, entry.LastWriteTimeUtc.Ticks))
        {
        }
    }
}
