using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.Models;

/// <summary>Twice the size: (N, from, H, W) and what steers it (N, hidden) to (N, to, 2H, 2W).</summary>
public sealed class GeneratorStage : Module<Tensor, Tensor, Tensor>
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
    public override Tensor forward(Tensor x, Tensor h)
    {
        Tensor gain = scale.forward(h).reshape(-1, _channels, 1, 1) + 1, offset = shift.forward(h).reshape(-1, _channels, 1, 1);
        return functional.leaky_relu(norm.forward(enlarge.forward(x)) * gain + offset, 0.2);
    }
}
