using MlNetFashion.Onnx;
using MlNetFashion.Training.Embedding;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.Generator;

/// <summary>Which noise would have made a picture: a feature map (N, C, H, W) and its query (N, D) to mean and log variance (N, Z) each.</summary>
/// <remarks>Only training needs it: it gives each picture a place in the noise, so that pictures of one query differ in what the
/// query leaves open (Kingma and Welling, Auto-Encoding Variational Bayes, 2013; Larsen et al., Autoencoding beyond pixels, 2015).</remarks>
sealed class Posterior : Module<Value, Value, (Value Mean, Value LogVariance)>
{
    readonly Linear hidden;
    readonly Linear mean;
    readonly Linear log_variance;

    /// <summary>Makes a posterior with random weights.</summary>
    /// <param name="mapSize">Numbers in a feature map.</param>
    /// <param name="embeddingDimension">D.</param>
    /// <param name="noiseDimension">Z.</param>
    public Posterior(int mapSize, int embeddingDimension, int noiseDimension) : base(nameof(Posterior))
    {
        const int HiddenSize = 256;
        hidden = Linear(mapSize + embeddingDimension, HiddenSize);
        mean = Linear(HiddenSize, noiseDimension);
        log_variance = Linear(HiddenSize, noiseDimension);
        RegisterComponents();
        init.zeros_(log_variance.weight);
        init.constant_(log_variance.bias, -2);
    }

    /// <summary>The posterior of a generator: it reads the last map of the image encoder and leaves
    /// the first number of the noise, which says photo or drawing, out.</summary>
    public static Posterior Of(ImageEncoder encoder, FashionGeneratorOptions generator)
    {
        int side = encoder.Options.ImageSize / ImageEncoder.Reduction;
        return new(encoder.FeatureDimension / 2 * side * side, generator.EmbeddingDimension, generator.NoiseDimension - 1);
    }

    /// <inheritdoc/>
    public override (Value Mean, Value LogVariance) forward(Value map, Value query)
    {
        Value h = hidden.call(Value.cat([map.flatten(1), query * Math.Sqrt((long)query.size(1))], 1)).gelu();
        return (mean.call(h), log_variance.call(h).clamp(-8, 4));
    }
}
