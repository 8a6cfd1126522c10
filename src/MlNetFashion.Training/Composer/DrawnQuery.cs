using MlNetFashion.Models;
using MlNetFashion.Onnx;
using MlNetFashion.Training.Embedding;
using MlNetFashion.Training.Export;
using MlNetFashion.Training.Generator;
using MlNetFashion.Training.LatentGenerator;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Composer;

/// <summary>A query as the picture that a generator draws of it, seen by the image encoder; both stay as they are, and gradients go through them.</summary>
/// <param name="Generator">Draws.</param>
/// <param name="Encoder">Looks.</param>
/// <param name="NoiseDimension">Length of the generator's noise.</param>
sealed record DrawnQuery(nn.Module<Value, Value, Value> Generator, nn.Module<Value, Value> Encoder, int NoiseDimension = Columns.NoiseDimension) : IDisposable
{
    /// <summary>Generator and image encoder of a folder of models, for what is trained through them.</summary>
    /// <param name="import">Has the models.</param>
    /// <inheritdoc cref="ModelImport.Fill" path="/exception"/>
    public static DrawnQuery Of(ModelImport import)
    {
        DrawnQuery drawn = import.LatentGeneratorSizes() is { } latent
            ? new DrawnQuery(new FlowGenerator(latent), import.ImageEncoder(), latent.NoiseDimension)
            : new DrawnQuery(new FashionGenerator(import.PixelGeneratorSizes()), import.ImageEncoder());
        import.Fill(drawn.Generator, ModelRole.Generator, (drawn.Generator as FlowGenerator)?.LeftOut);
        return drawn;
    }

    /// <summary>QueryEmbedding (N, D) to the ImageEmbedding (N, D) of one picture each, of random noise.</summary>
    public Tensor See(Tensor query)
    {
        Tensor picture = Generator.forward(query, randn(query.shape[0], NoiseDimension)).Tensor;  // (N, 3, S, S)
        return Encoder.forward(ImageEncoder.Resize(picture)).Tensor;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Generator.Dispose();
        Encoder.Dispose();
    }
}
