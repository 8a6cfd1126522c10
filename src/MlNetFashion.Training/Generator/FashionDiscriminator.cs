using MlNetFashion.Onnx;
using MlNetFashion.Training.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.Generator;

/// <summary>How real a picture looks, and how well it fits the query: Image (N, 3, H, W) and QueryEmbedding (N, D) to a score (N).</summary>
/// <remarks>It has no batch normalisation, so that pictures may be judged together or apart.</remarks>
sealed class FashionDiscriminator : Module<Value, Value, Value>
{
    readonly Sequential body;
    readonly Module<Tensor, Tensor> realness;
    readonly Module<Tensor, Tensor> projection;
    readonly DiscriminatorCondition _condition;

    /// <summary>Makes a discriminator with random weights.</summary>
    public FashionDiscriminator(FashionDiscriminatorOptions options) : base(nameof(FashionDiscriminator))
    {
        _condition = options.Condition;
        var layers = new List<Module<Tensor, Tensor>>();
        int channels = 3;
        foreach (int width in options.Widths)
        {
            layers.Add(options.SpectralNorm ? new SpectralConv2d(channels, width, kernelSize: 4, stride: 2, padding: 1)
                : Conv2d(channels, width, kernel_size: 4, stride: 2, padding: 1));
            layers.Add(LeakyReLU(0.2, inplace: true));
            channels = width;
        }

        body = Sequential(layers);
        realness = Dense(channels, 1, bias: true);
        projection = _condition == DiscriminatorCondition.Projection ? Dense(options.EmbeddingDimension, channels, bias: false)
            : Dense(options.EmbeddingDimension + channels, channels, bias: true);
        RegisterComponents();

        Module<Tensor, Tensor> Dense(int from, int to, bool bias) =>
            options.SpectralNorm ? new SpectralLinear(from, to, bias) : Linear(from, to, hasBias: bias);
    }

    /// <inheritdoc/>
    public override Value forward(Value image, Value query) => Judge(Features(image), query);

    /// <summary>What is seen of a picture, whatever was asked for: (N, C).</summary>
    public Value Features(Value image) => body.call(image).mean([2, 3]);

    /// <summary>The score (N) of what <see cref="Features"/> gives.</summary>
    public Value Judge(Value features, Value query)
    {
        Value wanted = query * Math.Sqrt((long)query.size(1));
        return _condition == DiscriminatorCondition.Projection
            ? realness.call(features).squeeze(1) + (projection.call(wanted) * features).sum(1)
            : realness.call(projection.call(Value.cat([features, wanted], 1)).leaky_relu(0.2)).squeeze(1);
    }
}
