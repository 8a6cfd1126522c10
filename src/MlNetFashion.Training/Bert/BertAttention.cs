using MlNetFashion.Onnx;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.Bert;

/// <summary>Multi-head self-attention with its residual and layer norm: (N, T, H) to (N, T, H).</summary>
sealed class BertAttention : Module<Value, Value, Value>
{
    readonly BertSelfAttention self;
    readonly BertOutput output;

    /// <summary>Makes the projections.</summary>
    public BertAttention(BertOptions options) : base(nameof(BertAttention))
    {
        self = new BertSelfAttention(options);
        output = new BertOutput(options.HiddenSize, options);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Value forward(Value states, Value mask) => output.call(self.call(states, mask), states);
}
