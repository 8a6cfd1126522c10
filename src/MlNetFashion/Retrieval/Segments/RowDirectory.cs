namespace MlNetFashion.Retrieval;

/// <summary>Which row of which segment an item is. Items are counted through all segments, from 0; rows that were removed are none.</summary>
sealed class RowDirectory
{
    readonly int[] _starts;

    public RowDirectory(IReadOnlyList<LiveRows> segments)
    {
        Segments = segments;
        _starts = new int[segments.Count + 1];
        for (int segment = 0; segment < segments.Count; segment++)
            _starts[segment + 1] = checked(_starts[segment] + segments[segment].Count);
    }

    /// <summary>N, the number of items.</summary>
    public int Count => _starts[^1];

    public IReadOnlyList<LiveRows> Segments { get; }

    /// <summary>The position of a segment's first item.</summary>
    public int StartOf(int segment) => _starts[segment];

    /// <summary>Where an item is.</summary>
    public (int Segment, int Row) Locate(int position)
    {
        int segment = 0;
        if (Segments.Count > 1)
        {
            int found = Array.BinarySearch(_starts, position);
            segment = found >= 0 ? found : ~found - 1;
        }

        return (segment, Segments[segment][position - _starts[segment]]);
    }

    /// <summary>The item of a row; −1 where it was removed.</summary>
    public int PositionOf(int segment, int row) => Segments[segment].PlaceOf(row) is >= 0 and int place ? _starts[segment] + place : -1;

    /// <summary>All items in blocks of rows that lie together.</summary>
    public IReadOnlyList<RowBlock> Blocks(int rowsPerBlock)
    {
        var blocks = new List<RowBlock>();
        for (int segment = 0; segment < Segments.Count; segment++)
        {
            for (int from = 0; from < Segments[segment].Count; from += rowsPerBlock)
                blocks.Add(new RowBlock(segment, from, Math.Min(Segments[segment].Count, from + rowsPerBlock)));
        }

        return blocks;
    }
}
