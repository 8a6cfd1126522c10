using MlNetFashion.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.Models;

/// <summary>How real a picture looks, and how well it fits the query: Image (N, 3, 64, 64) and QueryEmbedding (N, D) to a score (N).</summary>
/// <remarks>Projection discriminator: Miyato and Koyama, cGANs with Projection Discriminator, 2018.</remarks>
public sealed class FashionDiscriminator : Module<Value, Value, Value>
{
    readonly Sequential body;
    readonly Linear realness;
    readonly Linear projection;

    /// <summary>Makes a discriminator with random weights.</summary>
    public FashionDiscriminator(FashionDiscriminatorOptions options) : base(nameof(FashionDiscriminator))
    {
        var layers = new List<Module<Tensor, Tensor>>();
        int channels = 3;
        foreach (int width in options.Widths)
        {
            layers.Add(Conv2d(channels, width, kernel_size: 4, stride: 2, padding: 1));
            layers.Add(LeakyReLU(0.2));
            channels = width;
        }

        body = Sequential(layers);
        realness = Linear(channels, 1);
        projection = Linear(options.EmbeddingDimension, channels, hasBias: false);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Value forward(Value image, Value query)
    {
        Value features = body.call(image).mean([2, 3]);                                          // (N, C)
        double scale = Math.Sqrt((long)query.size(1));
        return realness.call(features).squeeze(1) + (projection.call(query * scale) * features).sum(1);
    }
}
