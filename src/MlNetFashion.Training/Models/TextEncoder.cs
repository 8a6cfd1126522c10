using MlNetFashion.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.Models;

/// <summary>A small BERT: InputIds and AttentionMask (N, T) to TextEmbedding (N, D), unit length.</summary>
/// <remarks>Devlin et al., BERT, 2018. The sentence is the mean of its tokens' states (padding left out), projected.</remarks>
public sealed class TextEncoder : Module<Value, Value, Value>
{
    readonly BertEmbeddings embeddings;
    readonly BertEncoder encoder;
    readonly Linear projection;

    /// <summary>Makes an encoder with random weights.</summary>
    public TextEncoder(TextEncoderOptions options) : base(nameof(TextEncoder))
    {
        embeddings = new BertEmbeddings(options);
        encoder = new BertEncoder(options);
        projection = Linear(options.HiddenSize, options.EmbeddingDimension);
        RegisterComponents();
        BertInitialisation.Apply(this);
    }

    /// <inheritdoc/>
    public override Value forward(Value input_ids, Value attention_mask)
    {
        Value mask = attention_mask.to(ScalarType.Float32);                                     // (N, T)
        Value states = encoder.call(embeddings.call(input_ids), (1 - mask).unsqueeze(1).unsqueeze(2) * -10000.0); // (N, T, H)
        Value weights = mask.unsqueeze(-1);                                                          // (N, T, 1)
        Value mean = (states * weights).sum(1) / weights.sum(1);                                     // (N, H)
        return projection.call(mean).normalize(dim: 1);
    }
}
