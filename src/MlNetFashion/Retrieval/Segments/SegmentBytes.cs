namespace MlNetFashion.Retrieval;

/// <summary>The contents of a segment's files.</summary>
/// <param name="Embeddings">Rows × D float32.</param>
/// <param name="Codes">See <see cref="SegmentCodes"/>; null in memory.</param>
/// <param name="Items">See <see cref="SegmentItems"/>.</param>
/// <param name="Thumbnails">See <see cref="SegmentThumbnails"/>; null where none are kept.</param>
sealed record SegmentBytes(SectionBytes Embeddings, SectionBytes? Codes, SectionBytes Items, SectionBytes? Thumbnails)
{
    /// <value>See <see cref="SegmentGraph"/>; null where rows are not linked.</value>
    public SectionBytes? Graph { get; init; }

    /// <summary>Those that there are.</summary>
    public IEnumerable<SectionBytes> All => ((SectionBytes?[])[Items, Embeddings, Codes, Thumbnails, Graph]).OfType<SectionBytes>();
}
