namespace MlNetFashion.Retrieval;

/// <summary>How far indexing has come, or how far it came.</summary>
/// <param name="Indexed">Items in the index.</param>
/// <param name="Rejected">Entries that the indexer left out; those that the catalogue itself left out are counted in its log.</param>
/// <param name="Elapsed">Since the start.</param>
public readonly record struct IndexingProgress(long Indexed, long Rejected, TimeSpan Elapsed)
{
    /// <summary>Pictures a second, over the whole time.</summary>
    public double PerSecond => Elapsed > TimeSpan.Zero ? (Indexed + Rejected) / Elapsed.TotalSeconds : 0;
}
