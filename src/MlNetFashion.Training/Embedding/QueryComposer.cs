using MlNetFashion.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.Embedding;

/// <summary>What is asked for, from words and a reference picture: TextEmbedding and ImageEmbedding (N, D) to QueryEmbedding (N, D), unit length.</summary>
/// <remarks>
/// <para>A zero vector says "no text" or "no picture". A gate decides for each dimension how much of the picture stays, a
/// second one how much of the words comes in, and a residual adds what neither has;
/// after TIRG (Vo et al., Composing Text and Image for Image Retrieval, 2018).</para>
/// </remarks>
sealed class QueryComposer : Module<Value, Value, Value>
{
    readonly Linear hidden1;
    readonly Linear hidden2;
    readonly Linear image_gate;
    readonly Linear text_gate;
    readonly Linear residual;
    readonly Dropout dropout;
    readonly FactEmbedding? facts;
    readonly Linear? seen;
    readonly int _looks;

    /// <summary>Makes a composer with random weights.</summary>
    public QueryComposer(QueryComposerOptions options) : base(nameof(QueryComposer))
    {
        int d = options.Facts?.LookDimension ?? options.EmbeddingDimension;
        hidden1 = Linear(3 * d + 2, options.HiddenSize);
        hidden2 = Linear(options.HiddenSize, options.HiddenSize);
        image_gate = Linear(options.HiddenSize, d);
        text_gate = Linear(options.HiddenSize, d);
        residual = Linear(options.HiddenSize, d);
        dropout = Dropout(options.Dropout);
        if (options.Facts is { } told)
        {
            facts = new FactEmbedding(told, options.EmbeddingDimension);
            _looks = options.EmbeddingDimension - told.FactDimension;
            seen = Linear(_looks, d, hasBias: false);
        }

        RegisterComponents();
    }

    /// <summary>What is told beside the look that is asked for; null for nothing.</summary>
    public FactEmbedding? Facts => facts;

    /// <summary>The part of an embedding that is a look, D − F, to the look, L; null where the embedding is the look.</summary>
    public Linear? Seen => seen;

    /// <inheritdoc/>
    public override Value forward(Value text, Value image) =>
        facts is null ? Asked(text, image) : facts.call(Asked(text, image));

    /// <summary>The look that is asked for, (N, L), unit length; the embedding where nothing is told beside it.</summary>
    public Value Asked(Value text, Value image) => facts is null ? Compose(text, image) : Compose(Look(text), Look(image));

    // The facts of both are read anew from what they look like.
    Value Look(Value embedding) => seen!.call(embedding.narrow(1, 0, _looks).normalize(dim: 1));

    Value Compose(Value text, Value image)
    {
        Value hasText = (text * text).sum(1, keepdim: true);                                       // (N, 1), 1 or 0
        Value hasImage = (image * image).sum(1, keepdim: true);                                    // (N, 1), 1 or 0
        // Unit-length inputs have components of about 1/sqrt(D): scaled up so that the first layer sees numbers near 1.
        double scale = Math.Sqrt((long)text.size(1));
        Value joined = Value.cat([text * scale, image * scale, text * image * (scale * scale), hasText, hasImage], dim: 1);
        Value h = hidden1.call(joined).gelu();                                         // (N, hidden)
        h = h + dropout.call(hidden2.call(h).gelu());
        Value kept = image * image_gate.call(h).sigmoid() + text * text_gate.call(h).sigmoid();
        return (kept + residual.call(h) * (1 / scale)).normalize(dim: 1);
    }
}
