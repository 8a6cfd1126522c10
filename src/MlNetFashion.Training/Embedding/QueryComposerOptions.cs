namespace MlNetFashion.Training.Embedding;

/// <summary>Size of the <see cref="QueryComposer"/>.</summary>
sealed record QueryComposerOptions
{
    /// <summary>Width of the hidden layers.</summary>
    public int HiddenSize { get; init; } = 384;

    /// <summary>Share of hidden values dropped in training, 0 to 1.</summary>
    public double Dropout { get; init; } = 0.1;

    /// <summary>Length of the embeddings.</summary>
    public int EmbeddingDimension { get; init; } = Columns.EmbeddingDimension;

    /// <summary>What the embeddings tell beside a look; null for nothing.</summary>
    public FactEmbeddingOptions? Facts { get; init; }

    /// <summary>About 0.5 M parameters.</summary>
    public static QueryComposerOptions Default { get; } = new();

    /// <summary>For tests.</summary>
    public static QueryComposerOptions Tiny { get; } = new() { HiddenSize = 16 };
}
