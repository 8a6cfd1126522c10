using MlNetFashion.Text;

namespace MlNetFashion.Training.Bert;

/// <summary>Sizes of a <see cref="BertModel"/>; the defaults are those of BERT-base.</summary>
sealed record BertOptions
{
    /// <value>Pieces of the vocabulary, 1 or more.</value>
    public required int VocabularySize { get; init; }

    /// <value>H, the width of a token's state, 1 or more.</value>
    public int HiddenSize { get; init; } = 768;

    /// <value>Layers, 0 or more.</value>
    public int Layers { get; init; } = 12;

    /// <value>Attention heads, 1 or more; divides <see cref="HiddenSize"/>.</value>
    public int Heads { get; init; } = 12;

    /// <value>Width of the feed-forward layer, 1 or more.</value>
    public int IntermediateSize { get; init; } = 3072;

    /// <value>The longest text, in tokens, [CLS] and [SEP] included.</value>
    public int MaxPositions { get; init; } = 512;

    /// <value>How many kinds of token there are (first text, second text); 0 for a model that knows none.</value>
    public int TypeVocabularySize { get; init; } = 2;

    /// <value>Share of states dropped in training, 0 to 1.</value>
    public double Dropout { get; init; } = 0.1;

    /// <value>Share of attention weights dropped in training, 0 to 1.</value>
    public double AttentionDropout { get; init; } = 0.1;

    /// <value>What layer norms add to the variance.</value>
    public double LayerNormEpsilon { get; init; } = 1e-12;

    /// <value>Whether the model has a pooler: a dense layer and tanh over the first token's state.</value>
    public bool Pooler { get; init; } = true;

    /// <summary>That of our text encoder and tagger, for texts of a request's length: about 2 M parameters.</summary>
    public static BertOptions Small(int vocabularySize) => new()
    {
        VocabularySize = vocabularySize,
        HiddenSize = 192,
        Layers = 3,
        Heads = 4,
        IntermediateSize = 768,
        MaxPositions = Columns.MaxTokens,
        TypeVocabularySize = 0,
        AttentionDropout = 0,
        Pooler = false,
    };

    /// <summary>For tests.</summary>
    public static BertOptions Tiny(int vocabularySize) =>
        Small(vocabularySize) with { HiddenSize = 16, Layers = 1, Heads = 2, IntermediateSize = 32 };

    /// <summary>Sees that a model is one for a vocabulary.</summary>
    /// <exception cref="ArgumentException">The vocabulary is of another size.</exception>
    internal void RequireVocabulary(WordPieceVocabulary vocabulary)
    {
        if (VocabularySize != vocabulary.Size)
            throw new ArgumentException($"The model has {VocabularySize:N0} pieces and the tokenizer {vocabulary.Size:N0}. "
                + "Make the model for the tokenizer's vocabulary.");
    }
}
