namespace MlNetFashion.Training.Embedding;

/// <summary>Sizes of a <see cref="FactEmbedding"/>.</summary>
sealed record FactEmbeddingOptions
{
    /// <summary>Values of each fact that is told: kind, colour and gender.</summary>
    public required IReadOnlyList<int> Counts { get; init; }

    /// <summary>L, the length of the look that facts are read from.</summary>
    public required int LookDimension { get; init; }

    /// <summary>F, how many numbers of the embedding tell the facts.</summary>
    public required int FactDimension { get; init; }
}
