using MlNetFashion.Onnx;
using MlNetFashion.Training.Bert;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.Embedding;

/// <summary>A <see cref="BertModel"/> that reads texts: InputIds and AttentionMask (N, T) to TextEmbedding (N, D), unit length.</summary>
/// <remarks>The tokens' states are pooled to one vector, which is projected unless the options say otherwise.</remarks>
sealed class TextEncoder : Module<Value, Value, Value>
{
    readonly BertModel bert;
    readonly Linear? projection;
    readonly FactEmbedding? facts;
    readonly TextPooling _pooling;

    /// <summary>Makes an encoder with random weights.</summary>
    public TextEncoder(TextEncoderOptions options) : this(new BertModel(options.Bert), options.Pooling, options.EmbeddingDimension, options.Facts)
    {
    }

    /// <summary>Makes an encoder of a BERT that is there already.</summary>
    /// <param name="model">The BERT, which the encoder then owns.</param>
    /// <param name="pooling">How its states become one vector.</param>
    /// <param name="embeddingDimension">Length of the embedding, projected with random weights at first; null for the pooled states as they are.</param>
    /// <param name="told">What the embedding tells beside the look that is meant, where there is a projection; null for nothing.</param>
    public TextEncoder(BertModel model, TextPooling pooling, int? embeddingDimension, FactEmbeddingOptions? told = null) : base(nameof(TextEncoder))
    {
        bert = model;
        _pooling = pooling;
        projection = embeddingDimension is { } dimension ? Linear(model.Options.HiddenSize, told?.LookDimension ?? dimension) : null;
        EmbeddingDimension = embeddingDimension ?? model.Options.HiddenSize;
        facts = told is null ? null : new FactEmbedding(told, EmbeddingDimension);
        RegisterComponents();
        if (projection is not null)
            BertInitialisation.Apply(projection);
    }

    /// <summary>What reads the tokens.</summary>
    public BertModel Bert => bert;

    /// <summary>D, the length of the embedding.</summary>
    public int EmbeddingDimension { get; }

    /// <summary>What is told beside the look that is meant; null for nothing.</summary>
    public FactEmbedding? Facts => facts;

    /// <inheritdoc/>
    public override Value forward(Value input_ids, Value attention_mask)
    {
        Value look = Look(input_ids, attention_mask);
        return facts is null ? look : facts.call(look);
    }

    /// <summary>The look that is meant, (N, L), unit length; the embedding where nothing is told beside it.</summary>
    public Value Look(Value input_ids, Value attention_mask)
    {
        Value states = bert.call(input_ids, attention_mask, null);                                // (N, T, H)
        Value pooled = _pooling == TextPooling.Cls ? states.select(1, 0) : Mean(states, attention_mask); // (N, H)
        return (projection is null ? pooled : projection.call(pooled)).normalize(dim: 1);
    }

    static Value Mean(Value states, Value attention_mask)
    {
        Value weights = attention_mask.to(ScalarType.Float32).unsqueeze(-1);                      // (N, T, 1)
        return (states * weights).sum(1) / weights.sum(1);                                        // (N, H)
    }
}
