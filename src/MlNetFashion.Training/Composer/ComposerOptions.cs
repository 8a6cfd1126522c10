using MlNetFashion.Onnx;
using MlNetFashion.Training.Embedding;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.Composer;

/// <summary>Which composer, and its size. All take TextEmbedding and ImageEmbedding (N, D) and give QueryEmbedding (N, D), unit length.</summary>
sealed record ComposerOptions
{
    /// <summary>Which.</summary>
    public ComposerKind Kind { get; init; }

    /// <summary>Width of hidden layers, where the composer's paper does not set it by <see cref="EmbeddingDimension"/>.</summary>
    public int HiddenSize { get; init; } = QueryComposerOptions.Default.HiddenSize;

    /// <summary>Length of the embeddings, D.</summary>
    public int EmbeddingDimension { get; init; } = Columns.EmbeddingDimension;

    /// <summary>What is compared with one another: 0.1 M to 0.5 M parameters, or none.</summary>
    public static ComposerOptions Default(ComposerKind kind) => new() { Kind = kind };

    /// <summary>For tests.</summary>
    public static ComposerOptions Tiny(ComposerKind kind) => new() { Kind = kind, HiddenSize = QueryComposerOptions.Tiny.HiddenSize };

    /// <summary>Whether the composer has weights.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool Learns => Kind is not (ComposerKind.TextOnly or ComposerKind.ImageOnly or ComposerKind.Sum);

    /// <summary>Makes the composer with random weights.</summary>
    public Module<Value, Value, Value> Make() => Kind switch
    {
        ComposerKind.Gated => new QueryComposer(new QueryComposerOptions { HiddenSize = HiddenSize, EmbeddingDimension = EmbeddingDimension }),
        ComposerKind.TextOnly => new TextOnlyComposer(),
        ComposerKind.ImageOnly => new ImageOnlyComposer(),
        ComposerKind.Sum => new SumComposer(),
        ComposerKind.Concatenation => new ConcatenationComposer(EmbeddingDimension),
        ComposerKind.Tirg => new TirgComposer(EmbeddingDimension),
        ComposerKind.ComposeAe => new ComposeAeComposer(EmbeddingDimension),
        ComposerKind.SynthTriplet => new SynthTripletComposer(EmbeddingDimension, HiddenSize),
        _ => throw new ArgumentOutOfRangeException(nameof(Kind), Kind, "There is no such composer."),
    };
}
