using MlNetFashion.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.Layers;

/// <summary>x + convolutions(x), then ReLU; the size stays (N, C, H, W).</summary>
sealed class ConvolutionBlock : Module<Value, Value>
{
    readonly Sequential body;

    /// <summary>Makes a block.</summary>
    /// <param name="channels">C.</param>
    /// <param name="convolutions">How many 3x3 convolutions the residual holds, 1 or more.</param>
    public ConvolutionBlock(int channels, int convolutions) : base(nameof(ConvolutionBlock))
    {
        var layers = new List<Module<Tensor, Tensor>>();
        for (int i = 1; i <= convolutions; i++)
        {
            layers.Add(Conv2d(channels, channels, kernel_size: 3, padding: 1, bias: false));
            layers.Add(BatchNorm2d(channels));
            if (i < convolutions)
                layers.Add(ReLU());
        }

        body = Sequential(layers);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Value forward(Value x) => (x + body.call(x)).relu();

    internal static Sequential Convolution(int from, int to, int stride) =>
        Sequential(Conv2d(from, to, kernel_size: 3, stride: stride, padding: 1, bias: false), BatchNorm2d(to), ReLU());
}
