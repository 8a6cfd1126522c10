namespace MlNetFashion.Retrieval;

/// <summary>A part of an index that was written at once and never changes; which of its rows are still items is the index's to say.</summary>
/// <param name="bytes">Its files.</param>
/// <param name="rows">How many rows it has.</param>
/// <param name="dimension">D.</param>
/// <param name="live">Those that are items.</param>
sealed class IndexSegment(SegmentBytes bytes, int rows, int dimension, LiveRows live) : IDisposable
{
    /// <summary>Its files.</summary>
    public SegmentBytes Bytes => bytes;

    /// <summary>Rows × D float32.</summary>
    public SectionBytes Embeddings => bytes.Embeddings;

    /// <summary>The same in 8 bits; null where it is so small that they save nothing.</summary>
    public SegmentCodes? Codes { get; } = bytes.Codes is null ? null : new SegmentCodes(bytes.Codes, rows, dimension);

    public SegmentItems Items { get; } = new(bytes.Items, rows);

    public SegmentThumbnails? Thumbnails { get; } = bytes.Thumbnails is null ? null : new SegmentThumbnails(bytes.Thumbnails, rows);

    /// <summary>Its graph of neighbours; null where rows are not linked.</summary>
    public SegmentGraph? Graph { get; } = bytes is { Graph: { } graph, Codes: { } codes }
        ? new SegmentGraph(graph, new SegmentCodes(codes, rows, dimension), rows) : null;

    /// <summary>How many rows it has, removed ones included.</summary>
    public int Rows => rows;

    public LiveRows Live { get; } = live;

    /// <summary>Verifies all of its files.</summary>
    /// <exception cref="InvalidDataException">One is damaged.</exception>
    public void Verify(CancellationToken cancellation)
    {
        foreach (SectionBytes section in bytes.All)
            section.VerifyAll(cancellation);
    }

    public void Dispose()
    {
        foreach (SectionBytes section in bytes.All)
            section.Dispose();
    }
}
