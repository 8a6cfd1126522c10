namespace MlNetFashion.Retrieval;

/// <summary>What the manifest knows of a segment's graph.</summary>
/// <param name="Name">Eight hexadecimal digits, with which the name of its file begins.</param>
/// <param name="Links">See <see cref="SegmentGraph"/>.</param>
sealed record GraphRecord(string Name, IndexSection Links);
