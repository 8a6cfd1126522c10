using MlNetFashion.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.Layers;

/// <summary>x + convolution(silu(norm(convolution(silu(norm(x)))))): (N, C, H, W) of the same shape. At the start it is the identity.</summary>
sealed class ResidualBlock : Module<Value, Value>
{
    readonly GroupNorm norm1;
    readonly MixedConv2d conv1;
    readonly GroupNorm norm2;
    readonly MixedConv2d conv2;

    /// <summary>Makes a block.</summary>
    /// <param name="channels">C, a multiple of <see cref="Groups"/>.</param>
    public ResidualBlock(int channels) : base(nameof(ResidualBlock))
    {
        norm1 = Norm(channels);
        conv1 = new MixedConv2d(channels, channels);
        norm2 = Norm(channels);
        conv2 = new MixedConv2d(channels, channels).Zeroed();
        RegisterComponents();
    }

    /// <summary>A group norm of as many groups.</summary>
    /// <remarks>TorchSharp 0.107 leaves its scale and shift as the memory was.</remarks>
    public static GroupNorm Norm(int channels)
    {
        GroupNorm norm = GroupNorm(Groups, channels);
        init.ones_(norm.weight!);
        init.zeros_(norm.bias!);
        return norm;
    }

    /// <summary>Groups of channels that are normalised together (Wu and He, Group Normalization, 2018).</summary>
    public const int Groups = 8;

    /// <inheritdoc/>
    public override Value forward(Value x) => x + conv2.call(norm2.call(conv1.call(norm1.call(x).silu())).silu());
}
