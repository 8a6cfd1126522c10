using MlNetFashion.Training.Autoencoder;
using MlNetFashion.Training.Embedding;
using MlNetFashion.Training.LatentGenerator;
using MlNetFashion.Training.Runs;
using MlNetFashion.Training.Tests.Composer;

namespace MlNetFashion.Training.Tests.Autoencoder;

/// <summary>The two stages of a generator in sizes that take seconds.</summary>
static class TinyAutoencoder
{
    public static AutoencoderRunOptions Options { get; } = new(PictureAutoencoderOptions.Tiny, AutoencoderTrainingOptions.Tiny);

    public static LatentGeneratorRunOptions LatentOptions { get; } = new(LatentGeneratorOptions.Tiny(PictureAutoencoderOptions.Tiny),
        LatentGeneratorTrainingOptions.Tiny);

    public static LatentGeneratorTrainer LatentTrainer(PictureAutoencoder autoencoder, RunFolder run, bool resume = false,
        LatentGeneratorRunOptions? options = null, RunFolder? start = null, ImageEncoder? eye = null)
    {
        EmbeddedSet data = FactSpace.Drawings;
        options ??= LatentOptions;
        int length = data.Pictures.Length / data.Set.Items.Count;
        options = options with { Generator = options.Generator with { EmbeddingDimension = length } };
        return new LatentGeneratorTrainer(new LatentBatches(data, Sum, options.Training.Sampler), autoencoder, options, run, resume, start, eye);
    }

    static float[] Sum(float[] texts, float[] images) => [.. texts.Zip(images, (text, image) => text + image)];
}
