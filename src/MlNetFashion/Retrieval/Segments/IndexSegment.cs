namespace MlNetFashion.Retrieval;

/// <summary>A part of an index that was written at once and never changes; which of its rows are still items is the index's to say.</summary>
sealed class IndexSegment(SectionBytes embeddings, SectionBytes items, SectionBytes? thumbnails, int rows, LiveRows live) : IDisposable
{
    /// <summary>Rows × D float32.</summary>
    public SectionBytes Embeddings { get; } = embeddings;

    public SegmentItems Items { get; } = new(items, rows);

    public SegmentThumbnails? Thumbnails { get; } = thumbnails is null ? null : new SegmentThumbnails(thumbnails, rows);

    public LiveRows Live { get; } = live;

    /// <summary>Verifies all of its files.</summary>
    /// <exception cref="InvalidDataException">One is damaged.</exception>
    public void Verify(CancellationToken cancellation)
    {
        foreach (SectionBytes? section in (SectionBytes?[])[items, Embeddings, thumbnails])
            section?.VerifyAll(cancellation);
    }

    public void Dispose()
    {
        items.Dispose();
        Embeddings.Dispose();
        thumbnails?.Dispose();
    }
}
