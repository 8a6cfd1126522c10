using MlNetFashion.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.Models;

/// <summary>Twice the size: (N, from, H, W) and what steers it (N, hidden) to (N, to, 2H, 2W).</summary>
public sealed class GeneratorStage : Module<Value, Value, Value>
{
    readonly ConvTranspose2d enlarge;
    readonly BatchNorm2d norm;
    readonly Linear scale;
    readonly Linear shift;
    readonly int _channels;

    /// <summary>Makes a stage.</summary>
    public GeneratorStage(int from, int to, int hiddenSize) : base(nameof(GeneratorStage))
    {
        _channels = to;
        enlarge = ConvTranspose2d(from, to, kernel_size: 4, stride: 2, padding: 1, bias: false);
        norm = BatchNorm2d(to);
        scale = Linear(hiddenSize, to);
        shift = Linear(hiddenSize, to);
        RegisterComponents();
        init.zeros_(scale.weight);
        init.zeros_(scale.bias);
        init.zeros_(shift.weight);
        init.zeros_(shift.bias);
    }

    /// <inheritdoc/>
    public override Value forward(Value x, Value h)
    {
        Value gain = scale.call(h).reshape(-1, _channels, 1, 1) + 1, offset = shift.call(h).reshape(-1, _channels, 1, 1);
        return (norm.call(enlarge.call(x)) * gain + offset).leaky_relu(0.2);
    }
}
