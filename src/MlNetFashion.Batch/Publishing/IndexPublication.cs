using System.Buffers.Binary;
using MlNetFashion.Catalogues;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Batch;

/// <summary>Brings an index to the state of a catalogue whose photos are embedded already. The index before answers until the last step, which is
/// one rename.</summary>
/// <remarks>Items that are as they were stay where they are; new and changed ones follow in the order in which they are added; those that nobody speaks of go.
/// An index of other models is written anew beside the old.</remarks>
sealed class IndexPublication : IDisposable
{
    readonly string _folder;
    readonly IndexDescription _description;
    readonly FindRoles _roles;
    readonly RejectLog _rejects;
    readonly bool[] _met = [];
    IndexWriter? _writer;
    bool _isCommitted;

    /// <summary>Begins.</summary>
    /// <param name="folder">Where the index goes.</param>
    /// <param name="description">What it remembers.</param>
    /// <param name="roles">Tells what columns are.</param>
    /// <param name="rejects">Takes items whose id was there before.</param>
    /// <param name="updates">Whether an index of the same models that is there is changed; else it is written anew.</param>
    /// <exception cref="IOException">Another process is writing an index into the folder.</exception>
    public IndexPublication(string folder, IndexDescription description, FindRoles roles, RejectLog rejects, bool updates = true)
    {
        (_folder, _description, _roles, _rejects) = (folder, description, roles, rejects);
        if (!updates || !EmbeddingIndex.Exists(folder))
            return;
        IndexManifest before = IndexManifest.Read(folder);
        if (before.ModelSha256 != description.ModelSha256 || before.Preprocessing != description.Preprocessing || !before.Thumbnails)
            return;
        _writer = IndexWriter.Update(folder, description);
        _met = new bool[_writer.Before!.Count];
        Sha256 = IndexManifest.Read(folder).Sha256;
    }

    /// <summary>SHA-256 of the manifest of the index that is changed, and after <see cref="Commit"/> of the one that was made; null for one that is yet to
    /// be made.</summary>
    public string? Sha256 { get; private set; }

    /// <summary>Items that the index will have as far as is known now.</summary>
    public int Count { get; private set; }

    /// <summary>Keeps the items of the index before, all but some.</summary>
    /// <param name="ids">Those of the others.</param>
    public void KeepAllBut(IEnumerable<string> ids)
    {
        Array.Fill(_met, true);
        Count = _met.Length;
        foreach (string id in ids)
        {
            if (_writer!.Before!.PositionOf(id) is >= 0 and int position && _met[position])
            {
                _met[position] = false;
                Count--;
            }
        }
    }

    /// <summary>Keeps an item of the index before that has the photo it had. Its embedding stays; where something else is said of it, that is written.</summary>
    /// <returns>False where the index before has no such item.</returns>
    public bool Keep(CatalogueItem item, string photoSha256)
    {
        if (_writer?.Before is not { } before || before.PositionOf(item.Id) is not (>= 0 and int position) || _met[position] || _writer.HasAdded(item.Id)
            || before.Items.Picture(position) != PictureHash(photoSha256))
            return false;
        if (!CatalogueIntake.IsSame(item, before.Item(position)))
            _writer.Add(item, before.Embedding(position), before.EncodedThumbnail(position), PictureHash(photoSha256));
        _met[position] = true;
        Count++;
        return true;
    }

    /// <summary>Adds an item; one of its id that the index before has is replaced.</summary>
    public void Add(EmbeddedItem item)
    {
        _writer ??= new IndexWriter(_folder, _description, item.Embedding.Length);
        int before = _writer.Before?.PositionOf(item.Item.Id) ?? -1;
        if (_writer.HasAdded(item.Item.Id) || (before >= 0 && _met[before]))
        {
            _rejects.Add(new RejectedEntry(_description.Source, item.Item.Id, $"The id \"{item.Item.Id}\" was there already; the first is "
                + "kept.", RejectKind.DuplicateId));
            return;
        }

        if (before >= 0)
            _met[before] = true;
        _writer.Add(item.Item, item.Embedding.Span, item.Thumbnail, PictureHash(item.PhotoSha256));
        Count++;
    }

    /// <summary>Makes it the folder's index; once, however often it is called.</summary>
    /// <exception cref="InvalidDataException">There is no item.</exception>
    public void Commit()
    {
        // Whoever cannot say that it is done does it again.
        if (_isCommitted)
            return;
        if (_writer is null || Count == 0)
            throw new InvalidDataException($"There is no item to index. The index in \"{_folder}\", if any, stays.");
        for (int position = 0; position < _met.Length; position++)
        {
            if (!_met[position])
                _writer.RemoveAt(position);
        }

        _writer.Commit(_roles);
        Sha256 = IndexManifest.Read(_folder).Sha256;
        _isCommitted = true;
    }

    /// <summary>Ends it. Without <see cref="Commit"/> the folder stays as it was.</summary>
    public void Dispose() => _writer?.Dispose();

    // As the index itself tells photos apart (CataloguePicture.Hash), so that fashion index --update knows what a job published.
    static UInt128 PictureHash(string sha256) => BinaryPrimitives.ReadUInt128LittleEndian(Convert.FromHexString(sha256.AsSpan(0, 32))) | 1;
}
