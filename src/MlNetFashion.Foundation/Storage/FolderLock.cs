namespace MlNetFashion.Storage;

/// <summary>Only one program at a time writes into a folder: it holds the folder's lock.</summary>
/// <remarks>The lock's file stays when the lock is released, unless nothing came of the work: deleting it always would let two programs lock two files of the
/// same name.</remarks>
sealed class FolderLock : IDisposable
{
    readonly FileStream _file;
    readonly string _path;

    /// <summary>Takes the lock.</summary>
    /// <param name="folder">There already.</param>
    /// <param name="name">The lock's file.</param>
    /// <param name="doing">What another program may be doing: "writing an index".</param>
    /// <exception cref="IOException">Another program has it, or the folder cannot be written.</exception>
    public FolderLock(string folder, string name, string doing)
    {
        _path = Path.Combine(folder, name);
        // Where a file that is open can be deleted, that has to be allowed; elsewhere it always is.
        FileShare share = OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None;
        try
        {
            FileDoor.Pass(FileStep.Create, _path);
            while (true)
            {
                _file = new FileStream(_path, FileMode.OpenOrCreate, FileAccess.ReadWrite, share);
                // Whoever had the lock may have deleted it before it was taken here.
                if (File.Exists(_path))
                    return;
                _file.Dispose();
            }
        }
        catch (IOException e)
        {
            throw new IOException($"The folder \"{folder}\" cannot be locked: it may be read-only, or another process may be {doing} there. "
                + $"Wait for it to end, or choose another folder. ({e.Message})", e);
        }
    }

    /// <summary>Deletes the lock's file and releases the lock: nothing came of the work.</summary>
    public void DisposeAndDelete()
    {
        FileDoor.TryDelete(_path);
        Dispose();
    }

    /// <summary>Releases the lock.</summary>
    public void Dispose() => _file.Dispose();
}
