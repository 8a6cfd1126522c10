using MlNetFashion.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.Bert;

/// <summary>The first token's state, through a dense layer and tanh: (N, T, H) to (N, H).</summary>
sealed class BertPooler : Module<Value, Value>
{
    readonly Linear dense;

    /// <summary>Makes the layer.</summary>
    public BertPooler(BertOptions options) : base(nameof(BertPooler))
    {
        dense = Linear(options.HiddenSize, options.HiddenSize);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Value forward(Value states) => dense.call(states.select(1, 0)).tanh();
}
