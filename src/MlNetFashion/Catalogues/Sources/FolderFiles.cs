namespace MlNetFashion.Catalogues;

/// <summary>The files of a folder, in the order of its <see cref="FolderListing"/>.</summary>
/// <remarks>With a memory, photos that it knows are not read.</remarks>
static class FolderFiles
{
    public static IEnumerable<SourceFile> Read(string root, FolderListing listing, Func<string, bool> wanted, RejectLog rejects, SourceMemory? memory,
        CancellationToken cancellation)
    {
        foreach (RejectedEntry fault in listing.Faults)
            rejects.Add(fault);
        foreach (ListedFile listed in listing.Files)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!wanted(listed.Name))
                continue;
            if (listed.Stamp is { } stamp && memory?.Recall(root, listed.Name, stamp) is { } hash)
                yield return new SourceFile(root, listed.Name, [], hash);
            else if (ReadBytes(root, listed.Name, Path.Combine(root, listed.OnDisk), rejects, memory) is { } file)
                yield return file;
        }
    }

    /// <summary>The file of a name; null where there is none.</summary>
    public static SourceFile? ReadNamed(string root, string name, RejectLog rejects, SourceMemory? memory = null) =>
        Path.Combine(root, name) is var path && File.Exists(path) ? ReadBytes(root, name, path, rejects, memory) : null;

    public static IEnumerable<SourceFile> ReadFile(string path, Func<string, bool> wanted, RejectLog rejects, SourceMemory? memory)
    {
        string name = SourceNames.Sane(Path.GetFileName(path));
        if (wanted(name) && ReadBytes(path, name, path, rejects, memory) is { } file)
            yield return file;
    }

    // The stamp is taken anew: since the folder was looked through, the file may have been written.
    static SourceFile? ReadBytes(string source, string name, string path, RejectLog rejects, SourceMemory? memory)
    {
        try
        {
            FileStamp stamp = FileStamp.Of(new FileInfo(path));
            // Pipes and devices have no length; they are never opened, because that can wait for ever.
            if (stamp.Bytes is 0 or > SourceFiles.MaxFileBytes)
                return SourceBytes.Read(Stream.Null, stamp.Bytes, source, name, rejects);
            if (memory?.Recall(source, name, stamp) is { } hash)
                return new SourceFile(source, name, [], hash);
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
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
