using MlNetFashion.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.Layers;

/// <summary>A convolution that multiplies in 16-bit brain floats while it learns, where they are quick (<see cref="LearningPrecision"/>), and in 32 bits
/// otherwise: (N, from, H, W) to (N, to, H', W').</summary>
/// <remarks>Its weights are kept, and changed, in 32 bits (Micikevicius et al., Mixed Precision Training, 2017). On processors with such
/// instructions a step takes less than half of the time. What follows takes the 16-bit numbers on, until <see cref="Exact"/> ends them.</remarks>
sealed class MixedConv2d : Module<Tensor, Tensor>
{
    readonly Parameter weight;
    readonly Parameter bias;
    readonly long[] _stride, _padding;

    static MixedConv2d() => OnnxLayers.Add<MixedConv2d>((layer, x) => x.conv(layer.weight, layer.bias, layer._stride, layer._padding, dilation: [1, 1]));

    public MixedConv2d(int from, int to, int kernelSize = 3, int stride = 1) : base(nameof(MixedConv2d))
    {
        (_stride, _padding) = ([stride, stride], [(kernelSize - 1) / 2, (kernelSize - 1) / 2]);
        using Conv2d start = Conv2d(from, to, kernel_size: kernelSize);
        weight = Parameter(start.weight.detach().clone());
        bias = Parameter(start.bias!.detach().clone());
        RegisterComponents();
    }

    /// <summary>Begins as if it were not there: zeros.</summary>
    public MixedConv2d Zeroed()
    {
        init.zeros_(weight);
        init.zeros_(bias);
        return this;
    }

    public override Tensor forward(Tensor input)
    {
        ScalarType type = training ? LearningPrecision.For(input) : ScalarType.Float32;
        return functional.conv2d(input.to_type(type), weight.to_type(type), bias.to_type(type), _stride, _padding);
    }

    /// <summary>Back to 32 bits, whatever came in.</summary>
    public static Value Exact(Value x) => x.dtype == ScalarType.Float32 ? x : x.Tensor.to_type(ScalarType.Float32);
}
