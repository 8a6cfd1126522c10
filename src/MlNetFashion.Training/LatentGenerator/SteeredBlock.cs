using MlNetFashion.Onnx;
using MlNetFashion.Training.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.LatentGenerator;

/// <summary>A <see cref="ResidualBlock"/> that is steered by a scale and a shift for each channel (FiLM, Perez et al., 2017): (N, C, H, W) and (N or 1,
/// hidden) to (N, C, H, W).</summary>
sealed class SteeredBlock : Module<Value, Value, Value>
{
    readonly GroupNorm norm1;
    readonly MixedConv2d conv1;
    readonly GroupNorm norm2;
    readonly MixedConv2d conv2;
    readonly Linear steer;
    readonly int _channels;

    /// <summary>Makes a block, which is the identity at the start.</summary>
    public SteeredBlock(int channels, int hiddenSize) : base(nameof(SteeredBlock))
    {
        _channels = channels;
        norm1 = ResidualBlock.Norm(channels);
        conv1 = new MixedConv2d(channels, channels);
        norm2 = ResidualBlock.Norm(channels);
        conv2 = new MixedConv2d(channels, channels).Zeroed();
        steer = Linear(hiddenSize, 2 * channels);
        RegisterComponents();
        init.zeros_(steer.weight);
        init.zeros_(steer.bias);
    }

    /// <inheritdoc/>
    public override Value forward(Value x, Value steering)
    {
        Value both = steer.call(steering).reshape(-1, 2 * _channels, 1, 1);
        Value h = norm2.call(conv1.call(norm1.call(x).silu()));
        if (h.dtype != both.dtype)
            both = both.to(h.dtype);
        Value steered = h * (both.narrow(1, 0, _channels) + 1) + both.narrow(1, _channels, _channels);
        return x + conv2.call(steered.silu());
    }
}
