namespace MlNetFashion.Batch;

/// <summary>What became of a photo that was met before.</summary>
/// <param name="File">The shard that has its embedding; null where it cannot be embedded.</param>
/// <param name="Reason">Why it cannot be embedded, in a sentence; null where it is.</param>
readonly record struct KnownPhoto(string? File, string? Reason);
