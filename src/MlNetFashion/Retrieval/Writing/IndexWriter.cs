using MlNetFashion.Catalogues;
using MlNetFashion.Images;

namespace MlNetFashion.Retrieval;

/// <summary>Writes an index into a folder, or changes the one that is there, item by item, in little memory. <see cref="Commit()"/> makes it the folder's
/// index in one step; until then, and when the process dies before, the index that was there goes on answering.</summary>
/// <remarks>One process at a time writes into a folder. Disposing without committing deletes what was written.</remarks>
public sealed class IndexWriter : IDisposable
{
    readonly IndexTransaction _transaction;
    readonly IndexDescription _description;
    readonly int _dimension, _rowsPerSegment;
    readonly bool _thumbnails;
    readonly SegmentSeries _written;
    readonly RowRemoval? _removal;
    readonly HashSet<UInt128> _added = [];

    /// <summary>Starts writing an index of its own.</summary>
    /// <param name="folder">Made if it does not exist.</param>
    /// <param name="description">How the index is made.</param>
    /// <param name="dimension">D, 1 to 65,536.</param>
    /// <param name="thumbnails">Whether pictures are kept.</param>
    /// <exception cref="ArgumentException">The share of held-out items in the description is not from 0 to 1.</exception>
    /// <exception cref="IOException">Another process is writing an index into the folder, or it cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written.</exception>
    public IndexWriter(string folder, IndexDescription description, int dimension = Columns.EmbeddingDimension, bool thumbnails = true)
        : this(folder, description, dimension, thumbnails, SegmentSeries.UsualRows)
    {
    }

    /// <inheritdoc cref="IndexWriter(string, IndexDescription, int, bool)"/>
    internal IndexWriter(string folder, IndexDescription description, int dimension, bool thumbnails, int rowsPerSegment)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimension, IndexManifest.LargestDimension);
        description.Items?.Check();
        (_description, _dimension, _thumbnails, _rowsPerSegment) = (description, dimension, thumbnails, rowsPerSegment);
        _transaction = new IndexTransaction(folder);
        _written = new SegmentSeries(_transaction, dimension, thumbnails, rowsPerSegment);
    }

    IndexWriter(IndexTransaction transaction, EmbeddingIndex before, IndexDescription description, int rowsPerSegment)
    {
        (_transaction, Before, _description, _rowsPerSegment) = (transaction, before, description, rowsPerSegment);
        (_dimension, _thumbnails) = (before.Dimension, before.HasThumbnails);
        _written = new SegmentSeries(transaction, _dimension, _thumbnails, rowsPerSegment);
        _removal = new RowRemoval(before);
    }

    /// <summary>Starts changing the index in a folder: items that are added replace those of their ids.</summary>
    /// <param name="folder">Of the index.</param>
    /// <exception cref="FileNotFoundException">There is no index in the folder.</exception>
    /// <exception cref="InvalidDataException">It is damaged, or of another version.</exception>
    /// <exception cref="IOException">Another process is writing an index into the folder.</exception>
    public static IndexWriter Update(string folder) => Update(folder, description: null);

    /// <inheritdoc cref="Update(string)"/>
    /// <param name="folder">Of the index.</param>
    /// <param name="description">How the index is made from now on; null for as before. Of the same model.</param>
    /// <param name="rowsPerSegment">Rows of a segment.</param>
    internal static IndexWriter Update(string folder, IndexDescription? description, int rowsPerSegment = SegmentSeries.UsualRows)
    {
        IndexTransaction transaction = IndexTransaction.Begin(folder, out EmbeddingIndex before);
        try
        {
            if (description is not null)
                before.RequireMadeBy(description.ModelSha256, description.Preprocessing);
            return new IndexWriter(transaction, before, description ?? before.Description, rowsPerSegment);
        }
        catch
        {
            before.Dispose();
            transaction.Dispose();
            throw;
        }
    }

    /// <summary>Joins small segments of an index and drops what was removed from it. Its items, their order and all answers stay; where
    /// segments had graphs, those that take their place get some.</summary>
    /// <param name="folder">Of the index.</param>
    /// <param name="cancellation">Stops, and leaves the folder as it was.</param>
    /// <returns>Whether there was anything to do.</returns>
    /// <inheritdoc cref="Update(string)" path="/exception"/>
    public static bool Compact(string folder, CancellationToken cancellation = default)
    {
        using IndexTransaction transaction = IndexTransaction.Begin(folder, out EmbeddingIndex before);
        using (before)
        {
            if (!SegmentJoining.Run(transaction, before, SegmentSeries.UsualRows, mostRemoved: 0, cancellation))
                return false;
            if (before.Manifest!.HasGraphs)
                GraphLinking.Run(transaction, new GraphOptions(), progress: null, cancellation);
            return true;
        }
    }

    /// <summary>Links near items of an index, by which <see cref="EmbeddingIndex.SearchNear"/> finds them without looking at all. A segment keeps its graph
    /// as long as it is there.</summary>
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
        using IndexTransaction transaction = IndexTransaction.Begin(folder, out EmbeddingIndex before);
        using (before)
            return GraphLinking.Run(transaction, options, progress, cancellation);
    }

    /// <value>How segments are linked at the end; null, the default, for no others than an index whose segments are linked already.</value>
    internal GraphOptions? Graphs { get; set; }

    /// <summary>Items of the index, as it will be.</summary>
    public int Count => (_removal?.Kept ?? 0) + _added.Count;

    /// <summary>The index that is changed; null where a new one is written.</summary>
    internal EmbeddingIndex? Before { get; }

    /// <summary>Whether the index will have an item of this id.</summary>
    public bool Contains(string id) => HasAdded(id) || (Before?.PositionOf(id) is >= 0 and int position && !_removal![position]);

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

    /// <summary>A picture as <see cref="Add(CatalogueItem, ReadOnlySpan{float}, ReadOnlySpan{byte})"/> takes it: JPEG, about 2 KB. Safe to call
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
        _written.Add(item, embedding, thumbnail, picture);
    }

    /// <summary>Deletes the index of a folder, if there is one: its manifest first, from when on there is none.</summary>
    internal static void Delete(string folder)
    {
        if (!EmbeddingIndex.Exists(folder))
            return;
        using IndexTransaction transaction = IndexTransaction.Begin(folder, out EmbeddingIndex before);
        using (before)
            transaction.Delete(before.Manifest!);
    }

    /// <summary>Deletes the index that is changed, and commits nothing.</summary>
    internal void DeleteIndex()
    {
        if (Before is not null)
            _transaction.Delete(Before.Manifest!);
    }

    /// <summary>Removes an item of the index before.</summary>
    internal bool RemoveAt(int position) => _removal!.Add(position);

    /// <inheritdoc cref="Commit()"/>
    /// <param name="findRoles">Tells what the attributes are, where the description does not; null where nobody does.</param>
    internal void Commit(FindRoles? findRoles)
    {
        if (Count == 0)
            throw new InvalidOperationException(Before is null
                ? "An index needs one item or more, but none was added. The index before, if there was one, stays."
                : $"No item would be left, but an index needs one or more. It stays as it was; delete the folder \"{_transaction.Folder}\" if it is not wanted any more.");
        _written.Complete();
        IndexManifest manifest = Manifest([.. _removal?.KeptSegments(_transaction) ?? [], .. _written.Segments]);
        IReadOnlyList<AttributeRole>? roles = _description.Roles;
        if (findRoles is not null)
        {
            // The segments are complete, though the folder's index does not have them yet.
            using EmbeddingIndex written = IndexFolder.Open(_transaction.Folder, manifest);
            roles = findRoles(written.Items, Before?.Items);
        }

        if (Before is null || _added.Count > 0 || _removal!.Kept < Before.Count || (roles is not null && !roles.SequenceEqual(Before.Roles)))
            _transaction.Commit(manifest with { Roles = roles });
        else
            _transaction.Tidy(manifest);
        Improve(manifest);
    }

    /// <summary>Ends writing. Without <see cref="Commit()"/> what was written is deleted.</summary>
    public void Dispose()
    {
        _written.Dispose();
        Before?.Dispose();
        _transaction.Dispose();
    }

    // Joins and links what was committed, under the same lock: another writer's commit in between would be undone.
    void Improve(IndexManifest committed)
    {
        try
        {
            if (Before is not null && IndexCompaction.IsDue(committed, _rowsPerSegment))
            {
                using EmbeddingIndex index = EmbeddingIndex.Open(_transaction.Folder);
                SegmentJoining.Run(_transaction, index, _rowsPerSegment, IndexCompaction.UsuallyRemoved, CancellationToken.None);
            }

            if ((Graphs ?? (committed.HasGraphs || Before?.Manifest?.HasGraphs == true ? new GraphOptions() : null)) is { } graphs)
                GraphLinking.Run(_transaction, graphs, progress: null, CancellationToken.None);
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            // What was to be written is written; the next update tidies up.
        }
    }

    IndexManifest Manifest(IReadOnlyList<SegmentRecord> segments) => new()
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
}
