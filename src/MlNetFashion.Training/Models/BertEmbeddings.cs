using MlNetFashion.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.Models;

/// <summary>Word plus learned position, normalised: InputIds (N, T) to (N, T, H). Field names are BERT's parameter names.</summary>
public sealed class BertEmbeddings : Module<Value, Value>
{
    readonly Embedding word_embeddings;
    readonly Embedding position_embeddings;
    readonly LayerNorm LayerNorm;
    readonly Dropout dropout;

    /// <summary>Makes the tables.</summary>
    public BertEmbeddings(TextEncoderOptions options) : base(nameof(BertEmbeddings))
    {
        word_embeddings = Embedding(options.VocabularySize, options.HiddenSize, padding_idx: 0);
        position_embeddings = Embedding(options.MaxPositions, options.HiddenSize);
        LayerNorm = nn.LayerNorm(options.HiddenSize, eps: 1e-12);
        dropout = Dropout(options.Dropout);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Value forward(Value input_ids)
    {
        Value positions = Value.arange(input_ids.size(1), ScalarType.Int64);                      // (T)
        Value states = word_embeddings.call(input_ids) + position_embeddings.call(positions);  // (N, T, H)
        return dropout.call(LayerNorm.call(states));
    }
}
