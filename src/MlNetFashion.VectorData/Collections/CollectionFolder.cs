using MlNetFashion.Retrieval;
using MlNetFashion.Storage;

namespace MlNetFashion.VectorData;

/// <summary>A collection on disk: an index in a folder, or a folder that will have one. Safe to use from many threads.</summary>
sealed class CollectionFolder : IDisposable
{
    /// <summary>What stores of this kind are called in metadata.</summary>
    public const string SystemName = "mlnetfashion";

    // Tells an empty collection from any other folder.
    const string Marker = "fashion-collection.json";

    // Who wrote the vectors is not known; they belong to each other.
    static readonly IndexDescription s_ofRecords = new(new string('0', 64), "records", "records", DateTimeOffset.UnixEpoch);

    readonly Lock _lock = new();
    EmbeddingIndex? _index;

    public CollectionFolder(string store, string name) => FullPath = PathOf(store, name);

    public string FullPath { get; }

    public bool Exists => IsCollection(FullPath);

    public static bool IsCollection(string folder) => EmbeddingIndex.Exists(folder) || File.Exists(Path.Combine(folder, Marker));

    /// <exception cref="ArgumentException">The name cannot be that of a folder.</exception>
    public static string PathOf(string store, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (name.IndexOfAny(['/', '\\', ':', '*', '?',
            '"', '<', '>', '|', .. Path.GetInvalidFileNameChars()]) >= 0 || name.StartsWith('.') || name.Trim() != name)
            throw new ArgumentException($"A collection is a folder, and \"{name}\" cannot be the name of one: leave out / \\ : * ? \" < > | and points and blanks at its "
                + "ends.", nameof(name));
        return Path.Combine(Path.GetFullPath(store), name);
    }

    public void Create()
    {
        if (!Exists)
            FileDraft.Write(Path.Combine(FullPath, Marker), "{}\n"u8);
    }

    public void Delete()
    {
        if (!Directory.Exists(FullPath))
            return;
        lock (_lock)
        {
            _index = null;
            IndexWriter.Delete(FullPath);
            FileDoor.Delete(Path.Combine(FullPath, Marker));
            FileDoor.TryDeleteEmptyFolder(FullPath);
        }
    }

    /// <summary>The index in its newest state; null where there is no record.</summary>
    public EmbeddingIndex? Current()
    {
        lock (_lock)
        {
            if (!EmbeddingIndex.Exists(FullPath))
                return _index = null;
            // Whoever still searches the state before goes on; it is closed when nobody refers to it any more.
            if (_index?.Version != IndexManifest.Read(FullPath).Sha256)
                _index = EmbeddingIndex.Open(FullPath);
            return _index;
        }
    }

    /// <summary>Changes the index in one step.</summary>
    /// <param name="dimension">D, for one that is new.</param>
    /// <param name="graphs">How near records are linked; null for not.</param>
    /// <param name="change">What is added and removed.</param>
    public void Change(int dimension, GraphOptions? graphs, Action<IndexWriter> change)
    {
        lock (_lock)
        {
            Create();
            using IndexWriter writer = EmbeddingIndex.Exists(FullPath) ? IndexWriter.Update(FullPath)
                : new IndexWriter(FullPath, s_ofRecords with { Created = DateTimeOffset.UtcNow }, dimension, thumbnails: false);
            writer.Graphs = graphs;
            change(writer);
            // An index has one item or more; a collection may have none.
            if (writer.Count > 0)
                writer.Commit();
            else
                writer.DeleteIndex();
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _index?.Dispose();
            _index = null;
        }
    }
}
