using MlNetFashion.Onnx;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.Bert;

/// <summary>Self-attention and feed-forward, each followed by a residual and a layer norm (post norm, as BERT has it).</summary>
sealed class BertLayer : Module<Value, Value, Value>
{
    readonly BertAttention attention;
    readonly BertIntermediate intermediate;
    readonly BertOutput output;

    /// <summary>Makes a layer.</summary>
    public BertLayer(BertOptions options) : base(nameof(BertLayer))
    {
        attention = new BertAttention(options);
        intermediate = new BertIntermediate(options);
        output = new BertOutput(options.IntermediateSize, options);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Value forward(Value states, Value mask)
    {
        Value attended = attention.call(states, mask);                                            // (N, T, H)
        return output.call(intermediate.call(attended), attended);                                // (N, T, H)
    }
}
