using MlNetFashion.Storage;

namespace MlNetFashion.Retrieval;

/// <summary>An index's folder while one program changes it: locked until this is disposed, from the first file to the last of however many commits.</summary>
/// <remarks>Disposing deletes the files that were made since the last commit.</remarks>
sealed class IndexTransaction : IDisposable
{
    const string LockName = "fashion-index.lock";

    readonly MadeFolder _made;
    readonly FolderLock _lock;
    readonly HashSet<string> _new = [];

    /// <summary>Locks a folder.</summary>
    /// <param name="folder">Made if it does not exist.</param>
    /// <exception cref="IOException">Another program is writing an index into the folder, or it cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written.</exception>
    public IndexTransaction(string folder)
    {
        Folder = Path.GetFullPath(folder);
        _made = new MadeFolder(Folder);
        try
        {
            _lock = new FolderLock(Folder, LockName, "writing an index");
        }
        catch
        {
            _made.Dispose();
            throw;
        }
    }

    /// <summary>The folder's full path.</summary>
    public string Folder { get; }

    /// <summary>Locks the folder of an index and opens it.</summary>
    /// <exception cref="FileNotFoundException">There is no index in the folder.</exception>
    /// <exception cref="InvalidDataException">It is damaged, or of another version.</exception>
    /// <exception cref="IOException">Another program is writing an index into the folder.</exception>
    public static IndexTransaction Begin(string folder, out EmbeddingIndex index)
    {
        // Before a lock is left where there is nothing to lock.
        IndexManifest.Read(folder);
        var transaction = new IndexTransaction(folder);
        try
        {
            index = EmbeddingIndex.Open(transaction.Folder);
            return transaction;
        }
        catch
        {
            transaction.Dispose();
            throw;
        }
    }

    /// <summary>A name for files that come into the folder.</summary>
    public string NewName()
    {
        string name = IndexFolder.NewName();
        _new.Add(name);
        return name;
    }

    /// <summary>Makes what a manifest names the folder's index, and deletes what it does not name.</summary>
    public void Commit(IndexManifest manifest)
    {
        FileDraft.Write(Path.Combine(Folder, IndexManifest.FileName), manifest.ToBytes());
        Tidy(manifest);
    }

    /// <summary>Deletes what the folder's manifest does not name: what was made here is not needed, and a killed program may have left more.</summary>
    public void Tidy(IndexManifest manifest)
    {
        _new.Clear();
        IndexFolder.ClearAway(Folder, manifest);
    }

    /// <summary>Deletes the folder's index: its manifest first, from when on there is none.</summary>
    public void Delete(IndexManifest manifest)
    {
        FileDoor.Delete(Path.Combine(Folder, IndexManifest.FileName));
        IndexFolder.Delete(Folder, manifest.Names.ToHashSet());
    }

    /// <summary>Deletes what was not committed, and unlocks the folder.</summary>
    public void Dispose()
    {
        IndexFolder.Delete(Folder, _new);
        if (EmbeddingIndex.Exists(Folder))
            _lock.Dispose();
        else
            _lock.DisposeAndDelete();
        _made.Dispose();
    }
}
