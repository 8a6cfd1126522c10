using MlNetFashion.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.Bert;

/// <summary>How a half of a layer ends: a dense layer, the residual, a layer norm. (N, T, input) and (N, T, H) to (N, T, H).</summary>
sealed class BertOutput : Module<Value, Value, Value>
{
    readonly Linear dense;
    readonly LayerNorm LayerNorm;
    readonly Dropout dropout;

    /// <summary>Makes the layers.</summary>
    /// <param name="inputSize">Width of what comes in.</param>
    /// <param name="options">Sizes.</param>
    public BertOutput(int inputSize, BertOptions options) : base(nameof(BertOutput))
    {
        dense = Linear(inputSize, options.HiddenSize);
        LayerNorm = nn.LayerNorm(options.HiddenSize, eps: options.LayerNormEpsilon);
        dropout = Dropout(options.Dropout);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Value forward(Value states, Value residual) => LayerNorm.call(residual + dropout.call(dense.call(states)));
}
