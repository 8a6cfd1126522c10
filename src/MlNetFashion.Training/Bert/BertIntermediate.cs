using MlNetFashion.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.Bert;

/// <summary>The wide half of the feed-forward layer, with exact (erf) GELU: (N, T, H) to (N, T, I).</summary>
sealed class BertIntermediate : Module<Value, Value>
{
    readonly Linear dense;

    /// <summary>Makes the layer.</summary>
    public BertIntermediate(BertOptions options) : base(nameof(BertIntermediate))
    {
        dense = Linear(options.HiddenSize, options.IntermediateSize);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Value forward(Value states) => dense.call(states).gelu();
}
