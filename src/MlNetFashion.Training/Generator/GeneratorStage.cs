using MlNetFashion.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.Generator;

/// <summary>Twice the size: (N, from, H, W) and what steers it (N, hidden) to (N, to, 2H, 2W).</summary>
sealed class GeneratorStage : Module<Value, Value, Value>
{
    readonly ConvTranspose2d enlarge;
    readonly BatchNorm2d norm;
    readonly Linear scale;
    readonly Linear shift;
    readonly Tensor _smoothing;
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
        // Transposed convolutions leave a grid of two pixels' period; a binomial filter takes out just that (Karras et al., StyleGAN, 2018).
        _smoothing = outer(tensor([0.25f, 0.5f, 0.25f]), tensor([0.25f, 0.5f, 0.25f])).expand(to, 1, 3, 3).contiguous();
        register_buffer("smoothing", _smoothing, persistent: false);
        init.zeros_(scale.weight);
        init.zeros_(scale.bias);
        init.zeros_(shift.weight);
        init.zeros_(shift.bias);
    }

    /// <inheritdoc/>
    public override Value forward(Value x, Value h)
    {
        Value gain = scale.call(h).reshape(-1, _channels, 1, 1) + 1, offset = shift.call(h).reshape(-1, _channels, 1, 1);
        Value smooth = enlarge.call(x).conv(_smoothing, null, stride: [1, 1], padding: [1, 1], dilation: [1, 1], groups: _channels);
        return (norm.call(smooth) * gain + offset).leaky_relu(0.2);
    }
}
