using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.Layers;

/// <summary>A convolution whose kernel has a largest singular value of 1.</summary>
sealed class SpectralConv2d : Module<Tensor, Tensor>
{
    readonly Parameter weight;
    readonly Parameter bias;
    readonly Tensor left;
    readonly long[] _stride, _padding;
    readonly bool _mixed;

    /// <summary>Makes a layer with random weights.</summary>
    /// <param name="from">Channels that come in.</param>
    /// <param name="to">Channels that go out.</param>
    /// <param name="kernelSize">Side of the kernel.</param>
    /// <param name="stride">Pixels from one window to the next.</param>
    /// <param name="padding">Zeros at each edge.</param>
    /// <param name="mixed">Whether it multiplies in 16-bit brain floats while it learns, as <see cref="MixedConv2d"/> does.</param>
    public SpectralConv2d(int from, int to, int kernelSize, int stride, int padding, bool mixed = false) : base(nameof(SpectralConv2d))
    {
        _mixed = mixed;
        (_stride, _padding) = ([stride, stride], [padding, padding]);
        using Conv2d start = Conv2d(from, to, kernel_size: kernelSize);
        weight = Parameter(start.weight.detach().clone());
        bias = Parameter(start.bias!.detach().clone());
        left = SpectralNorm.Start(to);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        Tensor kernel = SpectralNorm.Normalise(weight, left, training);
        if (!_mixed || !training)
            return functional.conv2d(input, kernel, bias, _stride, _padding);
        ScalarType type = LearningPrecision.For(input);
        return functional.conv2d(input.to_type(type), kernel.to_type(type), bias.to_type(type), _stride, _padding);
    }
}
