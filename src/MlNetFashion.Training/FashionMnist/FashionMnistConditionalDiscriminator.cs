using MlNetFashion.Onnx;
using MlNetFashion.Training.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.FashionMnist;

/// <summary>How real a Fashion-MNIST picture looks and how well it fits what was asked for: Image (N, 1, 28, 28) and Condition (N, C) to a score (N).</summary>
/// <remarks>Projection discriminator: Miyato and Koyama, cGANs with Projection Discriminator, 2018.
/// It has no batch normalisation, so that pictures may be judged together or apart.</remarks>
sealed class FashionMnistConditionalDiscriminator : Module<Value, Value, Value>
{
    readonly Sequential body;
    readonly Module<Tensor, Tensor> realness;
    readonly Module<Tensor, Tensor> projection;
    readonly double _conditionScale;

    /// <summary>Makes a discriminator with random weights.</summary>
    public FashionMnistConditionalDiscriminator(FashionMnistConditionalDiscriminatorOptions options) : base(nameof(FashionMnistConditionalDiscriminator))
    {
        _conditionScale = Math.Sqrt(options.ConditionDimension);
        var layers = new List<Module<Tensor, Tensor>>();
        int channels = 1, side = FashionMnistPictures.Side;
        foreach (int width in options.Widths)
        {
            layers.AddRange([Convolution(channels, width), LeakyReLU(0.2, inplace: true)]);
            (channels, side) = (width, side / 2);
        }

        layers.AddRange([Flatten(), Dense(channels * side * side, options.FeatureDimension, bias: true), LeakyReLU(0.2, inplace: true)]);
        body = Sequential(layers);
        realness = Dense(options.FeatureDimension, 1, bias: true);
        projection = Dense(options.ConditionDimension, options.FeatureDimension, bias: false);
        RegisterComponents();

        Module<Tensor, Tensor> Convolution(int from, int to) =>
            options.SpectralNorm ? new SpectralConv2d(from, to, kernelSize: 4, stride: 2, padding: 1) : Conv2d(from, to, kernel_size: 4, stride: 2, padding: 1);

        Module<Tensor, Tensor> Dense(int from, int to, bool bias) =>
            options.SpectralNorm ? new SpectralLinear(from, to, bias) : Linear(from, to, hasBias: bias);
    }

    /// <inheritdoc/>
    public override Value forward(Value image, Value condition) => Judge(Features(image), condition);

    /// <summary>What is seen of a picture, whatever was asked for: (N, F).</summary>
    public Value Features(Value image) => body.call(image);

    /// <summary>The score (N) of what <see cref="Features"/> gives.</summary>
    public Value Judge(Value features, Value condition) =>
        realness.call(features).squeeze(1) + (projection.call(condition * _conditionScale) * features).sum(1);
}
