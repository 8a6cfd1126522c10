using MlNetFashion.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.Bert;

/// <summary>The stack of layers: states (N, T, H) and an additive mask (N, 1, 1, T) to states (N, T, H).</summary>
sealed class BertEncoder : Module<Value, Value, Value>
{
    readonly ModuleList<BertLayer> layer;

    /// <summary>Makes the layers.</summary>
    public BertEncoder(BertOptions options) : base(nameof(BertEncoder))
    {
        layer = new ModuleList<BertLayer>([.. Enumerable.Range(0, options.Layers).Select(_ => new BertLayer(options))]);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Value forward(Value states, Value mask)
    {
        foreach (BertLayer each in layer)
            states = each.call(states, mask);
        return states;
    }
}
