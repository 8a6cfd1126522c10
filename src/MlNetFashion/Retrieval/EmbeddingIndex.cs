using MlNetFashion.Catalogues;
using MlNetFashion.Images;

namespace MlNetFashion.Retrieval;

/// <summary>The items of a catalogue with their embeddings, searched exactly. Immutable, and safe to search from many threads.</summary>
/// <remarks>Items are made from compact tables when they are asked for, so an index of 44,000 items opens in tens of milliseconds.</remarks>
public sealed partial class EmbeddingIndex : IDisposable
{
    readonly EmbeddingMatrix _embeddings;
    readonly ItemTable _items;
    readonly ThumbnailStore? _thumbnails;

    internal EmbeddingIndex(IndexDescription description, EmbeddingMatrix embeddings, ItemTable items, ThumbnailStore? thumbnails)
    {
        Description = description;
        _embeddings = embeddings;
        _items = items;
        _thumbnails = thumbnails;
    }

    /// <summary>How the index was made.</summary>
    public IndexDescription Description { get; }

    /// <summary>N, the number of items.</summary>
    public int Count => _embeddings.Rows;

    /// <summary>D, the length of an embedding.</summary>
    public int Dimension => _embeddings.Dimension;

    /// <summary>The attributes that items have, as the source spells them, in the order first met.</summary>
    public IReadOnlyList<string> AttributeNames => _items.ColumnNames;

    /// <summary>Whether <see cref="Thumbnail"/> has pictures to give.</summary>
    public bool HasThumbnails => _thumbnails is not null;

    internal ItemTable Items => _items;

    /// <summary>Opens the index in a folder and verifies it.</summary>
    /// <exception cref="FileNotFoundException">There is no index in the folder.</exception>
    /// <exception cref="InvalidDataException">The files are damaged, cut off, of a newer version or not an index; the message says which.</exception>
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
        IndexDescription description, IReadOnlyList<CatalogueItem> items, ReadOnlySpan<float> embeddings, int dimension = Columns.EmbeddingDimension)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        if (embeddings.Length != (long)items.Count * dimension)
            throw new ArgumentException($"{items.Count} items of {dimension} numbers need {(long)items.Count * dimension} numbers, "
                + $"but {embeddings.Length} were given.", nameof(embeddings));

        var table = new ItemTableBuilder();
        foreach (CatalogueItem item in items)
            table.Add(item);
        var matrix = new EmbeddingMatrix(items.Count, dimension);
        embeddings.CopyTo(matrix.All);
        int bad = matrix.FirstRowNotUnitLength();
        if (bad >= 0)
            throw new ArgumentException($"The embedding of item \"{items[bad].Id}\" (row {bad}) is not of unit length. Divide it by its norm first.",
                nameof(embeddings));
        return new EmbeddingIndex(description, matrix, ItemTable.Parse(table.ToArray(), description.Roles), thumbnails: null);
    }

    /// <summary>The item of a row.</summary>
    public CatalogueItem Item(int position)
    {
        CheckPosition(position);
        return _items[position];
    }

    /// <summary>The embedding of a row: D numbers, unit length.</summary>
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
        return _thumbnails?.Read(position);
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

    /// <summary>Closes the thumbnails' file. Searching goes on working.</summary>
    public void Dispose() => _thumbnails?.Dispose();

    void CheckPosition(int position)
    {
        if ((uint)position >= (uint)Count)
            throw new ArgumentOutOfRangeException(nameof(position), position, $"The index has {Count:N0} items: a position is 0 to {Count - 1:N0}.");
    }
}
