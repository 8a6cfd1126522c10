using MlNetFashion.Catalogues;
using MlNetFashion.Images;
using MlNetFashion.Storage;

namespace MlNetFashion.Retrieval;

/// <summary>Writes an index into a folder, or changes the one that is there, item by item, in little memory. <see cref="Commit()"/> makes it the folder's
/// index in one step; until then, and when the process dies before, the index that was there goes on answering.</summary>
/// <remarks>One process at a time writes into a folder. Disposing without committing deletes what was written.</remarks>
public sealed class IndexWriter : IDisposable
{
    /// <summary>Rows of a segment, unless their vectors or texts fill it sooner.</summary>
    internal const int RowsPerSegment = 1 << 20;

    const string LockName = "fashion-index.lock";

    readonly string _folder;
    readonly IndexDescription _description;
    readonly int _dimension, _rowsPerSegment;
    readonly bool _thumbnails;
    readonly MadeFolder _made;
    readonly FolderLock _lock;
    readonly bool[] _removed = [];
    readonly HashSet<UInt128> _added = [];
    readonly List<SegmentRecord> _written = [];
    readonly HashSet<string> _names = [];
    SegmentWriter? _segment;
    int _kept;
    bool _committed;

    /// <summary>Starts writing an index of its own.</summary>
    /// <param name="folder">Made if it does not exist.</param>
    /// <param name="description">How the index is made.</param>
    /// <param name="dimension">D, 1 to 65,536.</param>
    /// <param name="thumbnails">Whether pictures are kept.</param>
    /// <exception cref="ArgumentException">The share of held-out items in the description is not from 0 to 1.</exception>
    /// <exception cref="IOException">Another process is writing an index into the folder, or it cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written.</exception>
    public IndexWriter(string folder, IndexDescription description, int dimension = Columns.EmbeddingDimension, bool thumbnails = true)
        : this(folder, description, dimension, thumbnails, RowsPerSegment)
    {
    }

    /// <inheritdoc cref="IndexWriter(string, IndexDescription, int, bool)"/>
    internal IndexWriter(string folder, IndexDescription description, int dimension, bool thumbnails, int rowsPerSegment)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimension, IndexManifest.LargestDimension);
        description.Items?.Check();
        (_folder, _description, _dimension, _thumbnails, _rowsPerSegment) = (Path.GetFullPath(folder), description, dimension, thumbnails, rowsPerSegment);
        _made = new MadeFolder(_folder);
        try
        {
            _lock = new FolderLock(_folder, LockName, "writing an index");
        }
        catch
        {
            _made.Dispose();
            throw;
        }
    }

    IndexWriter(string folder, FolderLock locked, EmbeddingIndex before, IndexDescription description, int rowsPerSegment)
    {
        (_folder, _lock, Before, _description, _rowsPerSegment) = (folder, locked, before, description, rowsPerSegment);
        (_dimension, _thumbnails) = (before.Dimension, before.HasThumbnails);
        _made = new MadeFolder(_folder);
        _removed = new bool[before.Count];
        _kept = before.Count;
    }

    /// <summary>Starts changing the index in a folder: items that are added replace those of their ids.</summary>
    /// <param name="folder">Of the index.</param>
    /// <exception cref="FileNotFoundException">There is no index in the folder.</exception>
    /// <exception cref="InvalidDataException">It is damaged, or of another version.</exception>
    /// <exception cref="IOException">Another process is writing an index into the folder.</exception>
    public static IndexWriter Update(string folder) => Update(folder, description: null, RowsPerSegment);

    /// <inheritdoc cref="Update(string)"/>
    /// <param name="folder">Of the index.</param>
    /// <param name="description">How the index is made from now on; null for as before. Of the same model.</param>
    /// <param name="rowsPerSegment">Rows of a segment.</param>
    internal static IndexWriter Update(string folder, IndexDescription? description, int rowsPerSegment = RowsPerSegment)
    {
        folder = Path.GetFullPath(folder);
        // Before a lock is left where there is nothing to lock.
        IndexManifest.Read(folder);
        var locked = new FolderLock(folder, LockName, "writing an index");
        EmbeddingIndex? before = null;
        try
        {
            before = EmbeddingIndex.Open(folder);
            if (description is not null)
                before.RequireMadeBy(description.ModelSha256, description.Preprocessing);
            return new IndexWriter(folder, locked, before, description ?? before.Description, rowsPerSegment);
        }
        catch
        {
            before?.Dispose();
            locked.Dispose();
            throw;
        }
    }

    /// <summary>Joins small segments of an index and drops what was removed from it. Its items, their order and all answers stay.</summary>
    /// <param name="folder">Of the index.</param>
    /// <param name="cancellation">Stops, and leaves the folder as it was.</param>
    /// <returns>Whether there was anything to do.</returns>
    /// <inheritdoc cref="Update(string)" path="/exception"/>
    public static bool Compact(string folder, CancellationToken cancellation = default)
    {
        using IndexWriter writer = Update(folder);
        return writer.Compact(cancellation);
    }

    /// <summary>Links near items of an index, by which <see cref="EmbeddingIndex.SearchNear"/> finds them without looking at all. A segment keeps its graph until it is
    /// joined with others.</summary>
    /// <param name="folder">Of the index.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="progress">Told how many items are linked, from several threads.</param>
    /// <param name="cancellation">Stops, and leaves the folder as it was.</param>
    /// <returns>How many segments were linked: those that had no graph and are not small.</returns>
    /// <inheritdoc cref="Update(string)" path="/exception"/>
    public static int BuildGraphs(string folder, GraphOptions? options = null, IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        options ??= new GraphOptions();
        options.Check();
        using IndexWriter writer = Update(folder);
        return writer.LinkRows(options, progress, cancellation);
    }

    /// <summary>Items of the index, as it will be.</summary>
    public int Count => _kept + _added.Count;

    /// <summary>The index that is changed; null where a new one is written.</summary>
    internal EmbeddingIndex? Before { get; }

    /// <summary>Whether the index will have an item of this id.</summary>
    public bool Contains(string id) => HasAdded(id) || (Before?.PositionOf(id) is >= 0 and int position && !_removed[position]);

    /// <summary>Adds an item. One of its id that the index had before is replaced.</summary>
    /// <param name="item">Its id is not empty and was not added before.</param>
    /// <param name="embedding">D numbers, unit length.</param>
    /// <param name="thumbnail">A JPEG from <see cref="EncodeThumbnail"/>, or nothing.</param>
    /// <exception cref="ArgumentException">The id or the embedding is not as it should be.</exception>
    public void Add(CatalogueItem item, ReadOnlySpan<float> embedding, ReadOnlySpan<byte> thumbnail = default) => Add(item, embedding, thumbnail, picture: 0);

    /// <summary>Removes an item that the index had before.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="InvalidOperationException">It was added by this writer.</exception>
    public bool Remove(string id)
    {
        if (HasAdded(id))
            throw new InvalidOperationException($"The item \"{id}\" was added just now. Leave it out, or remove it after committing.");
        return Before?.PositionOf(id) is >= 0 and int position && RemoveAt(position);
    }

    /// <summary>A picture as <see cref="Add(CatalogueItem, ReadOnlySpan{float}, ReadOnlySpan{byte})"/> takes it: JPEG, about 2 KB at 64 x 64. Safe to call
    /// from many threads.</summary>
    public static byte[] EncodeThumbnail(RgbImage picture) => ThumbnailEncoding.Encode(picture);

    /// <summary>Makes what was added the folder's index and deletes the one before. Nothing can be added afterwards.</summary>
    /// <exception cref="InvalidOperationException">Nothing would be left: an index without items would answer nothing.</exception>
    public void Commit() => Commit(findRoles: null);

    /// <summary>Whether an item of this id was added by this writer.</summary>
    internal bool HasAdded(string id) => _added.Contains(IdHash.Whole(id));

    /// <inheritdoc cref="Add(CatalogueItem, ReadOnlySpan{float}, ReadOnlySpan{byte})"/>
    internal void Add(CatalogueItem item, ReadOnlySpan<float> embedding, ReadOnlySpan<byte> thumbnail, UInt128 picture)
    {
        if (embedding.Length != _dimension)
            throw new ArgumentException($"The embedding of item \"{item.Id}\" has {embedding.Length} numbers, but the index has {_dimension}.",
                nameof(embedding));
        if (!EmbeddingRows.IsUnitLength(embedding))
            throw new ArgumentException($"The embedding of item \"{item.Id}\" is not of unit length. Divide it by its norm first.", nameof(embedding));
        if (item.Id.Length == 0)
            throw new ArgumentException($"The item \"{item.Title}\" has no id. Ids name the answers of a search, so every item needs one.");
        if (!_added.Add(IdHash.Whole(item.Id)))
            throw new ArgumentException($"The id \"{item.Id}\" comes twice. Ids name the answers of a search, so each may be used once.");
        if (Before?.PositionOf(item.Id) is >= 0 and int position)
            RemoveAt(position);
        if (_segment?.IsFull == true)
            CompleteSegment();
        _segment ??= NewSegment();
        _segment.Add(item, embedding, thumbnail, picture);
    }

    /// <summary>Deletes the index of a folder, if there is one: its manifest first, from when on there is none.</summary>
    internal static void Delete(string folder)
    {
        if (!EmbeddingIndex.Exists(folder))
            return;
        using IndexWriter writer = Update(folder);
        writer.DeleteIndex();
    }

    /// <summary>Deletes the index that is changed, and commits nothing.</summary>
    internal void DeleteIndex()
    {
        FileDoor.Delete(Path.Combine(_folder, IndexManifest.FileName));
        IndexFolder.Delete(_folder, Before?.Manifest?.Names.ToHashSet() ?? []);
    }

    /// <summary>Removes an item of the index before.</summary>
    internal bool RemoveAt(int position)
    {
        if (_removed[position])
            return false;
        _removed[position] = true;
        _kept--;
        return true;
    }

    /// <inheritdoc cref="Commit()"/>
    /// <param name="findRoles">Tells what the attributes are, where the description does not; null where nobody does.</param>
    internal void Commit(FindRoles? findRoles)
    {
        if (Count == 0)
            throw new InvalidOperationException(Before is null
                ? "An index needs one item or more, but none was added. The index before, if there was one, stays."
                : $"No item would be left, but an index needs one or more. It stays as it was; delete the folder \"{_folder}\" if it is not wanted any more.");
        CompleteSegment();
        IReadOnlyList<SegmentRecord> kept = Before is null ? [] : KeptSegments();
        IndexManifest manifest = Manifest([.. kept, .. _written]);
        IReadOnlyList<AttributeRole>? roles = _description.Roles;
        if (findRoles is not null)
        {
            // The segments are complete, though the folder's index does not have them yet.
            using EmbeddingIndex written = IndexFolder.Open(_folder, manifest);
            roles = findRoles(written.Items, Before?.Items);
        }

        bool isChanged = Before is null || _written.Count > 0 || _kept < Before.Count || (roles is not null && !roles.SequenceEqual(Before.Roles));
        if (isChanged)
            Replace(manifest with { Roles = roles });
        else
            IndexFolder.ClearAway(_folder, manifest);
        _committed = true;
        if (Before is not null && IndexCompaction.IsDue(manifest, _rowsPerSegment))
            CompactCommitted();
    }

    /// <summary>Ends writing. Without <see cref="Commit()"/> what was written is deleted.</summary>
    public void Dispose()
    {
        _segment?.Dispose();
        Before?.Dispose();
        if (!_committed)
            IndexFolder.Delete(_folder, _names);
        if (EmbeddingIndex.Exists(_folder))
            _lock.Dispose();
        else
            _lock.DisposeAndDelete();
        _made.Dispose();
    }

    int LinkRows(GraphOptions options, IProgress<long>? progress, CancellationToken cancellation)
    {
        int built = 0;
        long done = 0;
        for (int i = 0; i < Before!.Segments.Count; i++)
        {
            SegmentRecord record = Before.Manifest!.Segments[i];
            if (record.Graph is not null || record.Rows < options.LeastRows)
            {
                _written.Add(record);
                continue;
            }

            string name = NewName();
            using var file = new IndexSectionWriter(IndexFolder.Path(_folder, name, IndexFolder.Graph));
            foreach (ReadOnlyMemory<byte> part in GraphBuilder.Build(
                Before.Segments[i].Embeddings, record.Rows, _dimension, options, rows => progress?.Report(done + rows), cancellation))
                file.Write(part.Span);
            _written.Add(record with { Graph = new GraphRecord(name, file.Complete()) });
            done += record.Rows;
            built++;
        }

        if (built > 0)
            Replace(Manifest(_written));
        else
            IndexFolder.ClearAway(_folder, Before.Manifest!);
        _committed = true;
        return built;
    }

    bool Compact(CancellationToken cancellation)
    {
        IReadOnlyList<IndexCompaction.Run> runs = IndexCompaction.Plan(Before!.Manifest!, _rowsPerSegment);
        if (runs.All(run => !run.IsRewritten))
        {
            IndexFolder.ClearAway(_folder, Before.Manifest!);
            return false;
        }

        foreach (IndexCompaction.Run run in runs)
        {
            if (!run.IsRewritten)
            {
                _written.AddRange(run.Segments);
                continue;
            }

            for (int position = run.From; position < run.To; position++)
            {
                cancellation.ThrowIfCancellationRequested();
                if (_segment?.IsFull == true)
                    CompleteSegment();
                _segment ??= NewSegment();
                _segment.Add(Before.Item(position), Before.Embedding(position), Before.EncodedThumbnail(position), Before.Items.Picture(position));
            }

            CompleteSegment();
        }

        Replace(Manifest(_written));
        _committed = true;
        return true;
    }

    void CompactCommitted()
    {
        try
        {
            EmbeddingIndex committed = EmbeddingIndex.Open(_folder);
            using IndexWriter writer = new(_folder, _lock, committed, committed.Description, _rowsPerSegment);
            writer.Compact(CancellationToken.None);
        }
        catch (IOException)
        {
            // What was to be written is written; the next update tidies up.
        }
    }

    // The segments of the index before, without what was removed.
    List<SegmentRecord> KeptSegments()
    {
        var kept = new List<SegmentRecord>();
        int position = 0;
        for (int i = 0; i < Before!.Manifest!.Segments.Count; i++)
        {
            SegmentRecord record = Before.Manifest.Segments[i];
            LiveRows live = Before.Segments[i].Live;
            ReadOnlySpan<bool> removed = _removed.AsSpan(position, live.Count);
            position += live.Count;
            if (!removed.Contains(true))
                kept.Add(record);
            else if (removed.Contains(false))
                kept.Add(record with { Removed = WriteRemoved(record, live, removed) });
        }

        return kept;
    }

    RemovedRows WriteRemoved(SegmentRecord record, LiveRows live, ReadOnlySpan<bool> removed)
    {
        byte[] bits = new byte[(record.Rows + 7) / 8];
        Array.Fill(bits, byte.MaxValue);
        if (record.Rows % 8 != 0)
            bits[^1] = (byte)((1 << record.Rows % 8) - 1);
        int left = 0;
        for (int place = 0; place < live.Count; place++)
        {
            if (removed[place])
                continue;
            bits[live[place] >> 3] &= (byte)~(1 << (live[place] & 7));
            left++;
        }

        string name = NewName();
        using var file = new IndexSectionWriter(IndexFolder.Path(_folder, name, IndexFolder.Removed));
        file.Write(bits);
        return new RemovedRows(name, record.Rows - left, file.Complete());
    }

    IndexManifest Manifest(IReadOnlyList<SegmentRecord> segments) => new IndexManifest
    {
        Count = segments.Sum(segment => segment.LiveRows),
        Dimension = _dimension,
        ModelSha256 = _description.ModelSha256,
        Preprocessing = _description.Preprocessing,
        Source = _description.Source,
        Created = _description.Created,
        Catalogue = _description.Items,
        Roles = _description.Roles,
        Thumbnails = _thumbnails,
        Segments = segments,
    };

    void Replace(IndexManifest manifest)
    {
        FileDraft.Write(Path.Combine(_folder, IndexManifest.FileName), manifest.ToBytes());
        IndexFolder.ClearAway(_folder, manifest);
    }

    SegmentWriter NewSegment() => new(_folder, NewName(), _dimension, _thumbnails, _rowsPerSegment);

    void CompleteSegment()
    {
        if (_segment is null)
            return;
        _written.Add(_segment.Complete());
        _segment.Dispose();
        _segment = null;
    }

    string NewName()
    {
        string name = IndexFolder.NewName();
        _names.Add(name);
        return name;
    }
}
