namespace MlNetFashion.Storage;

/// <summary>Only one program at a time writes into a folder: it holds the folder's lock.</summary>
/// <remarks>The lock's file stays when the lock is released: deleting it would let two programs lock two files of the same name.</remarks>
sealed class FolderLock : IDisposable
{
    readonly FileStream _file;

    /// <summary>Takes the lock.</summary>
    /// <param name="folder">There already.</param>
    /// <param name="name">The lock's file.</param>
    /// <param name="doing">What another program may be doing: "writing an index".</param>
    /// <exception cref="IOException">Another program has it, or the folder cannot be written.</exception>
    public FolderLock(string folder, string name, string doing)
    {
        try
        {
            FileDoor.Pass(FileStep.Create, Path.Combine(folder, name));
            _file = new FileStream(Path.Combine(folder, name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new IOException($"The folder \"{folder}\" cannot be locked: it may be read-only, or another process may be {doing} there. "
                + $"Wait for it to end, or choose another folder. ({e.Message})", e);
        }
    }

    /// <summary>Releases the lock.</summary>
    public void Dispose() => _file.Dispose();
}
