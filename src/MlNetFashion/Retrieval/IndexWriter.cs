using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MlNetFashion.Catalogues;
using MlNetFashion.Images;
using MlNetFashion.Storage;

namespace MlNetFashion.Retrieval;

/// <summary>Writes an index into a folder, item by item, in little memory. <see cref="Commit()"/> makes it the folder's index in one
/// step; until then, and when the process dies before, the index that was there goes on answering.</summary>
/// <remarks>One process at a time writes into a folder. Disposing without committing deletes what was written.</remarks>
public sealed class IndexWriter : IDisposable
{
    const string LockName = "fashion-index.lock";

    readonly string _folder, _generation;
    readonly IndexDescription _description;
    readonly int _dimension;
    readonly FolderLock _lock;
    readonly IndexSectionWriter _embeddings;
    readonly IndexSectionWriter? _thumbnails, _thumbnailTable;
    readonly ItemTableBuilder _items = new();
    bool _committed;

    /// <summary>Starts writing.</summary>
    /// <param name="folder">Made if it does not exist.</param>
    /// <param name="description">How the index is made.</param>
    /// <param name="dimension">D, 1 to 65,536.</param>
    /// <param name="thumbnails">Whether pictures are kept.</param>
    /// <exception cref="ArgumentException">The share of held-out items in the description is not from 0 to 1.</exception>
    /// <exception cref="IOException">Another process is writing an index into the folder, or it cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written.</exception>
    public IndexWriter(string folder, IndexDescription description, int dimension = Columns.EmbeddingDimension, bool thumbnails = true)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimension, IndexManifest.LargestDimension);
        description.Items?.Check();
        _folder = Path.GetFullPath(folder);
        FileDoor.MakeFolder(_folder);
        _description = description;
        _dimension = dimension;
        _generation = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IndexManifest.GenerationLength / 2));
        _lock = new FolderLock(_folder, LockName, "writing an index");
        try
        {
            _embeddings = Section(IndexFolder.Embeddings);
            _thumbnails = thumbnails ? Section(IndexFolder.Thumbnails) : null;
            _thumbnailTable = thumbnails ? Section(IndexFolder.ThumbnailTable) : null;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Items added so far.</summary>
    public int Count => _items.Count;

    /// <summary>Whether an item of this id was added.</summary>
    public bool Contains(string id) => _items.Contains(id);

    /// <summary>Adds an item.</summary>
    /// <param name="item">Its id is not empty and was not used before.</param>
    /// <param name="embedding">D numbers, unit length.</param>
    /// <param name="thumbnail">A JPEG from <see cref="EncodeThumbnail"/>, or nothing.</param>
    /// <exception cref="ArgumentException">The id or the embedding is not as it should be.</exception>
    public void Add(CatalogueItem item, ReadOnlySpan<float> embedding, ReadOnlySpan<byte> thumbnail = default)
    {
        if (embedding.Length != _dimension)
            throw new ArgumentException($"The embedding of item \"{item.Id}\" has {embedding.Length} numbers, but the index has {_dimension}.",
                nameof(embedding));
        if (!EmbeddingMatrix.IsUnitLength(embedding))
            throw new ArgumentException($"The embedding of item \"{item.Id}\" is not of unit length. Divide it by its norm first.", nameof(embedding));
        _items.Add(item);
        _embeddings.Write(MemoryMarshal.AsBytes(embedding));
        if (_thumbnails is null || _thumbnailTable is null)
            return;
        Span<byte> entry = stackalloc byte[ThumbnailStore.EntryBytes];
        ThumbnailStore.WriteEntry(entry, thumbnail);
        _thumbnailTable.Write(entry);
        _thumbnails.Write(thumbnail);
    }

    /// <summary>A picture as <see cref="Add"/> takes it: JPEG, about 2 KB at 64 x 64. Safe to call from many threads.</summary>
    public static byte[] EncodeThumbnail(RgbImage picture) => ThumbnailStore.Encode(picture);

    /// <summary>Makes what was added the folder's index and deletes the one before. Nothing can be added afterwards.</summary>
    /// <exception cref="InvalidOperationException">Nothing was added: an index without items would answer nothing.</exception>
    public void Commit() => Commit(null);

    /// <inheritdoc cref="Commit()"/>
    /// <param name="roles">Tells what the attributes are, where the description does not; null where nobody does.</param>
    internal void Commit(Func<IReadOnlyList<AttributeFacet>, IReadOnlyList<AttributeRole>>? roles)
    {
        if (Count == 0)
            throw new InvalidOperationException("An index needs one item or more, but none was added. The index before, if there was one, stays.");
        using IndexSectionWriter items = Section(IndexFolder.Items);
        items.Write(_items.ToArray());
        var manifest = new IndexManifest
        {
            Generation = _generation,
            Count = Count,
            Dimension = _dimension,
            ModelSha256 = _description.ModelSha256,
            Preprocessing = _description.Preprocessing,
            Source = _description.Source,
            Created = _description.Created,
            Catalogue = _description.Items,
            Roles = _description.Roles ?? roles?.Invoke(_items.Facets()),
            Embeddings = _embeddings.Complete(),
            Items = items.Complete(),
            Thumbnails = _thumbnails?.Complete(),
            ThumbnailTable = _thumbnailTable?.Complete(),
        };

        FileDraft.Write(Path.Combine(_folder, IndexManifest.FileName), manifest.ToBytes());
        _committed = true;
        IndexFolder.DeleteAllBut(_folder, _generation);
    }

    /// <summary>Ends writing. Without <see cref="Commit()"/> what was written is deleted.</summary>
    public void Dispose()
    {
        _embeddings?.Dispose();
        _thumbnails?.Dispose();
        _thumbnailTable?.Dispose();
        if (!_committed)
            IndexFolder.Delete(_folder, _generation);
        _lock.Dispose();
    }

    IndexSectionWriter Section(string section) => new(IndexFolder.Path(_folder, _generation, section));
}
