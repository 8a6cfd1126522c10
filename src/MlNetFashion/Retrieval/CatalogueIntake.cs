using MlNetFashion.Catalogues;

namespace MlNetFashion.Retrieval;

/// <summary>Takes prepared entries into an index, and counts what came of them.</summary>
sealed class CatalogueIntake(IndexWriter writer, int dimension, RejectLog rejects)
{
    // Items of the index before that the catalogue has, and those of which it has a picture that cannot be read.
    readonly bool[] _met = new bool[writer.Before?.Count ?? 0], _spared = new bool[writer.Before?.Count ?? 0];
    long _embedded, _unchanged, _described, _rejected;

    public IndexingProgress Progress(TimeSpan elapsed) =>
        new(_embedded + _unchanged + _described, _rejected, elapsed) { Unchanged = _unchanged, Described = _described };

    public void Take(PreparedBatch batch)
    {
        int row = 0;
        foreach (PreparedEntry entry in batch.Entries)
            Take(entry, entry.Picture is null ? [] : batch.Embeddings.Span.Slice(row++ * dimension, dimension));
    }

    /// <summary>Removes the items that no entry was of.</summary>
    /// <returns>How many.</returns>
    public long RemoveMissing()
    {
        long removed = 0;
        for (int position = 0; position < _met.Length; position++)
        {
            if (!_met[position] && !_spared[position] && writer.RemoveAt(position))
                removed++;
        }

        return removed;
    }

    /// <summary>Whether two items say the same.</summary>
    public static bool IsSame(CatalogueItem one, CatalogueItem other) =>
        one.Title == other.Title && one.Attributes.Count == other.Attributes.Count
        && one.Attributes.All(attribute => other.Attributes.TryGetValue(attribute.Key, out string? value) && value == attribute.Value);

    void Take(PreparedEntry prepared, ReadOnlySpan<float> embedding)
    {
        CatalogueEntry entry = prepared.Entry;
        CatalogueItem item = entry.Item;
        int before = writer.Before?.PositionOf(item.Id) ?? -1;
        if (item.Id.Length > 0 && (writer.HasAdded(item.Id) || (before >= 0 && _met[before])))
        {
            Reject(new RejectedEntry(entry.Source, entry.Name, $"The id \"{item.Id}\" was there already; the first is kept.", RejectKind.DuplicateId));
            return;
        }

        if (prepared.Rejection is not null)
        {
            rejects.Add(entry, prepared.Rejection);
            _rejected++;
            if (before >= 0)
                _spared[before] = true;
            return;
        }

        if (item.Id.Length == 0)
        {
            Reject(new RejectedEntry(entry.Source, entry.Name, "The item has no id."));
            return;
        }

        if (before >= 0)
            _met[before] = true;
        if (prepared.Known < 0)
        {
            writer.Add(item, embedding, prepared.Thumbnail, prepared.Hash);
            _embedded++;
        }
        else if (IsSame(item, writer.Before!.Item(before)))
        {
            _unchanged++;
        }
        else
        {
            writer.Add(item, writer.Before.Embedding(before), writer.Before.EncodedThumbnail(before), prepared.Hash);
            _described++;
        }
    }

    void Reject(RejectedEntry entry)
    {
        rejects.Add(entry);
        _rejected++;
    }
}
