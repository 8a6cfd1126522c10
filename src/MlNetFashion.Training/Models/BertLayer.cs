using MlNetFashion.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.Models;

/// <summary>Self-attention and feed-forward, each followed by a residual and a layer norm (post norm, as BERT has it).</summary>
public sealed class BertLayer : Module<Value, Value, Value>
{
    readonly BertAttention attention;
    readonly Linear intermediate;
    readonly Linear output;
    readonly LayerNorm LayerNorm;
    readonly Dropout dropout;

    /// <summary>Makes a layer.</summary>
    public BertLayer(TextEncoderOptions options) : base(nameof(BertLayer))
    {
        attention = new BertAttention(options);
        intermediate = Linear(options.HiddenSize, options.IntermediateSize);
        output = Linear(options.IntermediateSize, options.HiddenSize);
        LayerNorm = nn.LayerNorm(options.HiddenSize, eps: 1e-12);
        dropout = Dropout(options.Dropout);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Value forward(Value states, Value mask)
    {
        Value attended = attention.call(states, mask);                                           // (N, T, H)
        Value inner = intermediate.call(attended).gelu();                              // (N, T, 4H)
        return LayerNorm.call(attended + dropout.call(output.call(inner)));
    }
}
