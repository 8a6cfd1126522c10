namespace MlNetFashion.Training.Models;

/// <summary>Size of the <see cref="TextEncoder"/>; the names are BERT's.</summary>
public sealed record TextEncoderOptions
{
    /// <summary>Pieces of the vocabulary.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>Width of a token's state.</summary>
    public int HiddenSize { get; init; } = 192;

    /// <summary>Layers.</summary>
    public int Layers { get; init; } = 3;

    /// <summary>Attention heads; divides <see cref="HiddenSize"/>.</summary>
    public int Heads { get; init; } = 4;

    /// <summary>Width of the feed-forward layer.</summary>
    public int IntermediateSize { get; init; } = 768;

    /// <summary>The longest text, in tokens.</summary>
    public int MaxPositions { get; init; } = Columns.MaxTokens;

    /// <summary>Share of states dropped in training, 0 to 1.</summary>
    public double Dropout { get; init; } = 0.1;

    /// <summary>Length of the embedding.</summary>
    public int EmbeddingDimension { get; init; } = Columns.EmbeddingDimension;

    /// <summary>About 2.2 M parameters.</summary>
    public static TextEncoderOptions Default(int vocabularySize) => new() { VocabularySize = vocabularySize };

    /// <summary>For tests.</summary>
    public static TextEncoderOptions Tiny(int vocabularySize) =>
        new() { VocabularySize = vocabularySize, HiddenSize = 16, Layers = 1, Heads = 2, IntermediateSize = 32 };
}
