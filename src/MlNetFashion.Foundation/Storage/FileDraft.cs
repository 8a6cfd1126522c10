namespace MlNetFashion.Storage;

/// <summary>A file that has its name when it is complete and on the disk, or not at all: until then the file that has the name stays as it is.</summary>
/// <remarks>It is written under a temporary name beside it (<c>name.x1x2x3x4.x5x.tmp</c>).
/// Disposing before <see cref="Commit()"/> deletes it; what a killed program left
/// is deleted by the next that writes a file of the name. Any number of programs may write the same file: the last one wins, and no bytes are mixed.</remarks>
sealed class FileDraft : IDisposable
{
    readonly string _path;
    readonly NewFile _content;
    bool _committed;

    /// <summary>Begins a file.</summary>
    /// <param name="path">Its name once it is complete. Its folder is made if it is missing.</param>
    /// <exception cref="IOException">A folder has the name.</exception>
    public FileDraft(string path)
    {
        _path = Path.GetFullPath(path);
        if (Directory.Exists(_path))
            throw new IOException($"\"{path}\" is a folder, but a file is to be written. Name a file in it.");
        FileDoor.MakeFolder(Folder);
        DeleteLeftovers(Folder, Path.GetFileName(_path));
        (Temporary, _content) = Begin();
    }

    /// <summary>Takes what is written.</summary>
    public Stream Content => _content;

    /// <summary>The name until <see cref="Commit()"/>.</summary>
    public string Temporary { get; }

    string Folder => Path.GetDirectoryName(_path)!;

    /// <summary>Writes a file.</summary>
    /// <param name="path">Its folder is made if it is missing; a file of the name is replaced.</param>
    /// <param name="write">Writes the content.</param>
    public static void Write(string path, Action<Stream> write)
    {
        using var draft = new FileDraft(path);
        write(draft.Content);
        draft.Commit();
    }

    /// <inheritdoc cref="Write(string, Action{Stream})"/>
    /// <param name="path">Its folder is made if it is missing; a file of the name is replaced.</param>
    /// <param name="content">All of it.</param>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        using var draft = new FileDraft(path);
        draft.Content.Write(content);
        draft.Commit();
    }

    /// <summary>Deletes the drafts of a file that killed programs left. One that is still being written is locked, and stays.</summary>
    public static void DeleteLeftovers(string folder, string name)
    {
        foreach (string leftover in Directory.EnumerateFiles(folder, $"{name}.????????.???.tmp"))
        {
            try
            {
                using (new FileStream(leftover, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0))
                    FileDoor.Delete(leftover);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Somebody writes it, or nobody may delete it.
            }
        }
    }

    /// <summary>Sees that all that is written is on the disk: from now on it may be read under its temporary name.</summary>
    public void Complete() => _content.FlushToDisk();

    /// <summary>Gives the file its name.</summary>
    public void Commit() => Commit(Path.GetFileName(_path));

    /// <summary>Gives the file another name in its folder, which is known now that it is complete.</summary>
    public void Commit(string name)
    {
        _content.FlushToDisk();
        // Renamed while it is open: whoever clears away leftovers sees that this is none.
        FileDoor.Rename(Temporary, Path.Combine(Folder, name));
        _committed = true;
        _content.Dispose();
    }

    /// <summary>Ends writing; what was not committed is deleted.</summary>
    public void Dispose()
    {
        _content.Dispose();
        if (!_committed)
            FileDoor.TryDelete(Temporary);
    }

    // A file is made first and locked then: in between somebody may take it for a leftover.
    (string Temporary, NewFile Content) Begin()
    {
        while (true)
        {
            string temporary = $"{_path}.{Path.GetRandomFileName()}.tmp";
            try
            {
                NewFile content = FileDoor.Create(temporary);
                if (File.Exists(temporary))
                    return (temporary, content);
                content.Dispose();
            }
            catch (IOException e) when (IsLocked(e))
            {
            }
        }
    }

    // EWOULDBLOCK of Linux and of macOS, ERROR_SHARING_VIOLATION of Windows.
    static bool IsLocked(IOException e) => e.HResult is 11 or 35 or unchecked((int)0x80070020);
}
