namespace MlNetFashion.Retrieval;

/// <summary>What the manifest knows of one of the index's files.</summary>
/// <param name="Bytes">The length of its content.</param>
/// <param name="Sha256">Of the checksums that stand behind the content (<see cref="SectionPieces"/>), 64 lower-case hexadecimal digits.</param>
sealed record IndexSection(long Bytes, string Sha256);
