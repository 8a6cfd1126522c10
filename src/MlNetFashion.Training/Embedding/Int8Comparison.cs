namespace MlNetFashion.Training.Embedding;

/// <summary>A text encoder in 8-bit numbers beside itself in floating point.</summary>
/// <param name="Bytes">Size of the file in floating point.</param>
/// <param name="Int8Bytes">Size of the 8-bit file.</param>
/// <param name="Texts">Texts that were embedded with both.</param>
/// <param name="MeanCosine">Of the two embeddings of a text, over the texts that have words.</param>
/// <param name="LeastCosine">Of the worst text.</param>
/// <param name="TextsPerSecond">In floating point, all cores.</param>
/// <param name="Int8TextsPerSecond">In 8-bit numbers, in the same rounds.</param>
sealed record Int8Comparison(long Bytes, long Int8Bytes, int Texts, double MeanCosine, double LeastCosine, double TextsPerSecond, double Int8TextsPerSecond);
