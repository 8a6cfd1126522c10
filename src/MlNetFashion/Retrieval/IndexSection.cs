namespace MlNetFashion.Retrieval;

/// <summary>What the manifest knows of one of the index's files.</summary>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Of the whole file, 64 lower-case hexadecimal digits.</param>
sealed record IndexSection(long Bytes, string Sha256);
