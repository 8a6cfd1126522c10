using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.Models;

/// <summary>A small BERT: InputIds and AttentionMask (N, T) to TextEmbedding (N, D), unit length.</summary>
/// <remarks>Devlin et al., BERT, 2018. The sentence is the mean of its tokens' states (padding left out), projected.</remarks>
public sealed class TextEncoder : Module<Tensor, Tensor, Tensor>
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
    public override Tensor forward(Tensor input_ids, Tensor attention_mask)
    {
        Tensor mask = attention_mask.to_type(ScalarType.Float32);                                     // (N, T)
        Tensor states = encoder.forward(embeddings.forward(input_ids), (1 - mask).unsqueeze(1).unsqueeze(2) * -10000f); // (N, T, H)
        Tensor weights = mask.unsqueeze(-1);                                                          // (N, T, 1)
        Tensor mean = (states * weights).sum(1) / weights.sum(1);                                     // (N, H)
        return functional.normalize(projection.forward(mean), dim: 1);
    }
}
