using MlNetFashion.Training.Bert;

namespace MlNetFashion.Training.Embedding;

/// <summary>Size of the <see cref="TextEncoder"/>.</summary>
sealed record TextEncoderOptions
{
    /// <summary>Sizes of what reads the tokens.</summary>
    public required BertOptions Bert { get; init; }

    /// <summary>How the tokens' states become one vector.</summary>
    public TextPooling Pooling { get; init; } = TextPooling.Mean;

    /// <value>Length of the embedding; null for that of the states, without a projection.</value>
    public int? EmbeddingDimension { get; init; } = Columns.EmbeddingDimension;

    /// <summary>What the embedding tells beside the look that is meant; null for nothing.</summary>
    public FactEmbeddingOptions? Facts { get; init; }

    /// <summary>About 2.2 M parameters.</summary>
    public static TextEncoderOptions Default(int vocabularySize) => new() { Bert = BertOptions.Small(vocabularySize) };

    /// <summary>For tests.</summary>
    public static TextEncoderOptions Tiny(int vocabularySize) => new() { Bert = BertOptions.Tiny(vocabularySize) };
}
