using MlNetFashion.Catalogues;

namespace MlNetFashion.Retrieval;

/// <summary>Writes rows into as many segments as they need, one after another.</summary>
/// <param name="transaction">Of the folder.</param>
/// <param name="dimension">D.</param>
/// <param name="thumbnails">Whether pictures are kept.</param>
/// <param name="rowsPerSegment">After so many a segment is full, unless their vectors or texts fill it sooner.</param>
sealed class SegmentSeries(IndexTransaction transaction, int dimension, bool thumbnails, int rowsPerSegment) : IDisposable
{
    /// <summary>Rows of a segment where nobody says otherwise.</summary>
    public const int UsualRows = 1 << 20;

    readonly List<SegmentRecord> _segments = [];
    SegmentWriter? _segment;

    /// <summary>The segments that are complete, in their order.</summary>
    public IReadOnlyList<SegmentRecord> Segments => _segments;

    /// <inheritdoc cref="SegmentWriter.Add"/>
    public void Add(CatalogueItem item, ReadOnlySpan<float> embedding, ReadOnlySpan<byte> thumbnail, UInt128 picture)
    {
        if (_segment?.IsFull == true)
            Complete();
        _segment ??= new SegmentWriter(transaction.Folder, transaction.NewName(), dimension, thumbnails, rowsPerSegment);
        _segment.Add(item, embedding, thumbnail, picture);
    }

    /// <summary>Ends the segment that is being written, if there is one.</summary>
    public void Complete()
    {
        if (_segment is null)
            return;
        _segments.Add(_segment.Complete());
        _segment.Dispose();
        _segment = null;
    }

    /// <summary>Has segments that are there already follow.</summary>
    public void Append(IEnumerable<SegmentRecord> segments)
    {
        Complete();
        _segments.AddRange(segments);
    }

    /// <summary>Closes the files.</summary>
    public void Dispose() => _segment?.Dispose();
}
