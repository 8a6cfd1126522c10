namespace MlNetFashion.Retrieval;

/// <summary>How far indexing has come, or how far it came.</summary>
/// <param name="Indexed">Entries that are in the index.</param>
/// <param name="Rejected">Entries that the indexer left out; those that the catalogue itself left out are counted in its log.</param>
/// <param name="Elapsed">Since the start.</param>
public readonly record struct IndexingProgress(long Indexed, long Rejected, TimeSpan Elapsed)
{
    /// <value>Of an update: entries that the index had as they are.</value>
    public long Unchanged { get; init; }

    /// <value>Of an update: entries that have other attributes or another title, and the picture that the index knew; it is not embedded again.</value>
    public long Described { get; init; }

    /// <value>Of an update: items of the index before that the catalogue has no more. Known at the end.</value>
    public long Removed { get; init; }

    /// <summary>Pictures that were embedded.</summary>
    public long Embedded => Indexed - Unchanged - Described;

    /// <summary>Entries a second, over the whole time.</summary>
    public double PerSecond => Elapsed > TimeSpan.Zero ? (Indexed + Rejected) / Elapsed.TotalSeconds : 0;
}
