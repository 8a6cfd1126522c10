using MlNetFashion.Catalogues;
using MlNetFashion.Images;

namespace MlNetFashion.Retrieval;

/// <summary>The items of a catalogue with their embeddings, searched exactly. Immutable, and safe to search from many threads.</summary>
/// <remarks>The files are mapped: opening reads next to nothing, searching reads what it needs and verifies that first, and memory holds what was touched. An
/// index that is open stays what it is when its folder is updated; open the folder again to see the new one.</remarks>
public sealed partial class EmbeddingIndex : IDisposable
{
    readonly EmbeddingRows _embeddings;
    readonly RowDirectory _rows;
    readonly ItemTable _items;

    internal EmbeddingIndex(IndexDescription description, int dimension, IReadOnlyList<IndexSegment> segments, IndexManifest? manifest)
    {
        Description = description;
        Dimension = dimension;
        Segments = segments;
        Manifest = manifest;
        _rows = new RowDirectory([.. segments.Select(segment => segment.Live)]);
        _embeddings = new EmbeddingRows(_rows, segments, dimension);
        _items = new ItemTable(_rows, [.. segments.Select(segment => segment.Items)], description.Roles);
    }

    /// <summary>How the index was made.</summary>
    public IndexDescription Description { get; }

    /// <summary>N, the number of items.</summary>
    public int Count => _rows.Count;

    /// <summary>D, the length of an embedding.</summary>
    public int Dimension { get; }

    /// <summary>The attributes that items have, as the source spells them, in the order first met.</summary>
    public IReadOnlyList<string> AttributeNames => _items.ColumnNames;

    /// <summary>Whether <see cref="Thumbnail"/> has pictures to give.</summary>
    public bool HasThumbnails => Segments is [{ Thumbnails: not null }, ..];

    /// <summary>Which state of which index this is: another one after each change, null for an index in memory.</summary>
    /// <value>The SHA-256 of the index's manifest, 64 lower-case hexadecimal digits.</value>
    public string? Version => Manifest?.Sha256;

    internal ItemTable Items => _items;

    internal EmbeddingRows Embeddings => _embeddings;

    internal IReadOnlyList<IndexSegment> Segments { get; }

    internal IndexManifest? Manifest { get; }

    /// <summary>Opens the index in a folder. What is damaged is found when it is first used, or by <see cref="Verify"/>.</summary>
    /// <exception cref="FileNotFoundException">There is no index in the folder.</exception>
    /// <exception cref="InvalidDataException">The files are damaged, cut off, of another version or not an index; the message says which.</exception>
    public static EmbeddingIndex Open(string folder) => IndexFolder.Open(folder);

    /// <summary>Whether a folder holds an index. It may still be damaged.</summary>
    public static bool Exists(string folder) => File.Exists(Path.Combine(folder, IndexManifest.FileName));

    /// <summary>An index that lives in memory only, without thumbnails.</summary>
    /// <param name="description">How it was made.</param>
    /// <param name="items">N items.</param>
    /// <param name="embeddings">N × <paramref name="dimension"/> numbers, row after row, each row of unit length. They are copied.</param>
    /// <param name="dimension">D, 1 or more.</param>
    /// <exception cref="ArgumentException">The sizes do not fit, an id comes twice, or a row is not of unit length.</exception>
    public static EmbeddingIndex Create(
        IndexDescription description, IReadOnlyList<CatalogueItem> items, ReadOnlySpan<float> embeddings, int dimension = Columns.EmbeddingDimension) =>
        Create(description, items, embeddings, dimension, columns: []);

    /// <summary>An index in memory that has attributes whether or not an item does.</summary>
    /// <param name="description">How it was made.</param>
    /// <param name="items">N items.</param>
    /// <param name="embeddings">N × <paramref name="dimension"/> numbers.</param>
    /// <param name="dimension">D, 1 or more.</param>
    /// <param name="columns">The attributes.</param>
    internal static EmbeddingIndex Create(
        IndexDescription description, IReadOnlyList<CatalogueItem> items, ReadOnlySpan<float> embeddings, int dimension, IReadOnlyList<string> columns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        if (embeddings.Length != (long)items.Count * dimension)
            throw new ArgumentException($"{items.Count} items of {dimension} numbers need {(long)items.Count * dimension} numbers, "
                + $"but {embeddings.Length} were given.", nameof(embeddings));

        var table = new SegmentItemsBuilder(columns);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (int row = 0; row < items.Count; row++)
        {
            CatalogueItem item = items[row];
            if (item.Id.Length == 0)
                throw new ArgumentException($"The item \"{item.Title}\" has no id. Ids name the answers of a search, so every item needs one.", nameof(items));
            if (!ids.Add(item.Id))
                throw new ArgumentException($"The id \"{item.Id}\" comes twice. Ids name the answers of a search, so each may be used once.", nameof(items));
            if (!EmbeddingRows.IsUnitLength(embeddings.Slice(row * dimension, dimension)))
                throw new ArgumentException($"The embedding of item \"{item.Id}\" (row {row}) is not of unit length. Divide it by its norm first.",
                    nameof(embeddings));
            table.Add(item, picture: 0);
        }

        return InMemory(description, dimension, items.Count,
            new SegmentBytes(EmbeddingRows.InMemory(embeddings), Codes: null, SectionBytes.InMemory(table.ToArray()), Thumbnails: null));
    }

    /// <summary>An index in memory with thumbnails.</summary>
    /// <param name="pictures">For each row a JPEG, or nothing.</param>
    internal EmbeddingIndex WithThumbnails(IReadOnlyList<byte[]> pictures) =>
        InMemory(Description, Dimension, Count, Segments[0].Bytes with { Thumbnails = SegmentThumbnails.InMemory(pictures) });

    static EmbeddingIndex InMemory(IndexDescription description, int dimension, int rows, SegmentBytes bytes) =>
        new(description, dimension, [new IndexSegment(bytes, rows, dimension, new LiveRows(rows))], manifest: null);

    /// <summary>The item of a row.</summary>
    public CatalogueItem Item(int position)
    {
        CheckPosition(position);
        return _items[position];
    }

    /// <summary>A copy of the embedding of a row: D numbers, unit length.</summary>
    public ReadOnlySpan<float> Embedding(int position)
    {
        CheckPosition(position);
        return _embeddings[position];
    }

    /// <summary>The picture of a row as the encoder saw it (<see cref="Columns.ImageSize"/> square, letterboxed), or null where the index keeps none.</summary>
    /// <exception cref="InvalidDataException">The stored picture is damaged.</exception>
    public RgbImage? Thumbnail(int position)
    {
        CheckPosition(position);
        (int segment, int row) = _rows.Locate(position);
        return Segments[segment].Thumbnails?.Read(row);
    }

    /// <summary>The row of an id, which is compared exactly.</summary>
    /// <returns>The row, or −1 where no item has the id.</returns>
    public int PositionOf(string id) => _items.Find(id);

    /// <summary>Refuses a query whose embeddings come from elsewhere.</summary>
    /// <param name="modelSha256">SHA-256 of the image encoder that the query side uses, hexadecimal.</param>
    /// <param name="preprocessing">The query side's <see cref="Images.ImagePreprocessing.Version"/>.</param>
    /// <exception cref="IndexMismatchException">Either differs from what made the index.</exception>
    public void RequireMadeBy(string modelSha256, string preprocessing)
    {
        if (!string.Equals(Description.ModelSha256, modelSha256, StringComparison.OrdinalIgnoreCase))
            throw new IndexMismatchException("model", Description.ModelSha256, modelSha256);
        if (Description.Preprocessing != preprocessing)
            throw new IndexMismatchException("preprocessing", Description.Preprocessing, preprocessing);
    }

    /// <summary>Verifies all of the index's files, which takes as long as reading them.</summary>
    /// <exception cref="InvalidDataException">One is damaged; the message names it.</exception>
    public void Verify(CancellationToken cancellation = default)
    {
        foreach (IndexSegment segment in Segments)
            segment.Verify(cancellation);
    }

    /// <summary>Closes the files once what is under way is done; what comes later is refused (<see cref="ObjectDisposedException"/>). An index in memory
    /// goes on answering.</summary>
    public void Dispose()
    {
        foreach (IndexSegment segment in Segments)
            segment.Dispose();
    }

    /// <summary>The small picture of a row as it is stored; empty where there is none.</summary>
    internal byte[] EncodedThumbnail(int position)
    {
        (int segment, int row) = _rows.Locate(position);
        return Segments[segment].Thumbnails?.Encoded(row) ?? [];
    }

    void CheckPosition(int position)
    {
        if ((uint)position >= (uint)Count)
            throw new ArgumentOutOfRangeException(nameof(position), position, $"The index has {Count:N0} items: a position is 0 to {Count - 1:N0}.");
    }
}
