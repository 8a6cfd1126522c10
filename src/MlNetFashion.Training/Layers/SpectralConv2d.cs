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

    public SpectralConv2d(int from, int to, int kernelSize, int stride, int padding) : base(nameof(SpectralConv2d))
    {
        (_stride, _padding) = ([stride, stride], [padding, padding]);
        using Conv2d start = Conv2d(from, to, kernel_size: kernelSize);
        weight = Parameter(start.weight.detach().clone());
        bias = Parameter(start.bias!.detach().clone());
        left = SpectralNorm.Start(to);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) =>
        functional.conv2d(input, SpectralNorm.Normalise(weight, left, training), bias, _stride, _padding);
}
