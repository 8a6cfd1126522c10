namespace MlNetFashion.Retrieval;

/// <summary>The rows of a segment that are still items of the index.</summary>
sealed class LiveRows
{
    // Ascending; null for all.
    readonly int[]? _rows;

    /// <summary>All rows.</summary>
    public LiveRows(int count) => Count = count;

    /// <param name="removed">A bit a row, the lowest of a byte first: 1 for one that was removed.</param>
    /// <param name="count">How many rows the segment has.</param>
    public LiveRows(ReadOnlySpan<byte> removed, int count)
    {
        var rows = new List<int>(count);
        for (int row = 0; row < count; row++)
        {
            if ((removed[row >> 3] >> (row & 7) & 1) == 0)
                rows.Add(row);
        }

        _rows = [.. rows];
        Count = _rows.Length;
    }

    /// <summary>How many.</summary>
    public int Count { get; }

    /// <summary>Whether no row was removed.</summary>
    public bool AreAll => _rows is null;

    /// <summary>The row at a place, 0 to <see cref="Count"/> − 1.</summary>
    public int this[int place] => _rows is null ? place : _rows[place];

    /// <summary>The place of a row; −1 where it was removed.</summary>
    public int PlaceOf(int row) => _rows is null ? row : Math.Max(-1, Array.BinarySearch(_rows, row));
}
