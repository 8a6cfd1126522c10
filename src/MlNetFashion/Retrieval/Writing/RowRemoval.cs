namespace MlNetFashion.Retrieval;

/// <summary>Rows of an index that are to be items no more.</summary>
sealed class RowRemoval(EmbeddingIndex index)
{
    readonly bool[] _removed = new bool[index.Count];

    /// <summary>Items that stay.</summary>
    public int Kept { get; private set; } = index.Count;

    /// <summary>Whether an item is to go.</summary>
    public bool this[int position] => _removed[position];

    /// <summary>Has an item go.</summary>
    /// <returns>Whether that is new.</returns>
    public bool Add(int position)
    {
        if (_removed[position])
            return false;
        _removed[position] = true;
        Kept--;
        return true;
    }

    /// <summary>The index's segments without what goes, whose rows are listed in new files; those of which nothing is left are left out.</summary>
    public IReadOnlyList<SegmentRecord> KeptSegments(IndexTransaction transaction)
    {
        var kept = new List<SegmentRecord>();
        int position = 0;
        for (int i = 0; i < index.Manifest!.Segments.Count; i++)
        {
            SegmentRecord record = index.Manifest.Segments[i];
            LiveRows live = index.Segments[i].Live;
            ReadOnlySpan<bool> removed = _removed.AsSpan(position, live.Count);
            position += live.Count;
            if (!removed.Contains(true))
                kept.Add(record);
            else if (removed.Contains(false))
                kept.Add(record with { Removed = Write(transaction, record, live, removed) });
        }

        return kept;
    }

    static RemovedRows Write(IndexTransaction transaction, SegmentRecord record, LiveRows live, ReadOnlySpan<bool> removed)
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

        string name = transaction.NewName();
        using var file = new IndexSectionWriter(IndexFolder.Path(transaction.Folder, name, IndexFolder.Removed));
        file.Write(bits);
        return new RemovedRows(name, record.Rows - left, file.Complete());
    }
}
