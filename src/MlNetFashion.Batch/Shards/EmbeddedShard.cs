using MlNetFashion.Catalogues;

namespace MlNetFashion.Batch;

/// <summary>What became of a part.</summary>
/// <param name="Path">Its file.</param>
/// <param name="Items">Items in it; where it was there already, items of the source, those among them that cannot be decoded.</param>
/// <param name="Embedded">Photos that were embedded now; 0 where the file was there already.</param>
/// <param name="Rejects">What was left out, and what a person should know.</param>
/// <param name="Elapsed">How long it took.</param>
sealed record EmbeddedShard(string Path, long Items, long Embedded, RejectLog Rejects, TimeSpan Elapsed);
