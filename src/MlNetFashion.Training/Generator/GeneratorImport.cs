using MlNetFashion.Models;
using MlNetFashion.Onnx;
using MlNetFashion.Training.Embedding;
using MlNetFashion.Training.Export;
using MlNetFashion.Training.Runs;

namespace MlNetFashion.Training.Generator;

/// <summary>A generator that draws pixels, of an ONNX model, as a run that training starts from.</summary>
static class GeneratorImport
{
    /// <summary>Makes a run of the generator, at step 0.
    /// Its opponent, which has random weights, is <see cref="FashionDiscriminatorOptions.Against"/>.</summary>
    /// <param name="import">Has the model.</param>
    /// <param name="encoders">Sizes of the encoders that it draws for: the posterior, which has random weights too, reads their feature maps.</param>
    /// <param name="run">Takes it; what it holds already is replaced.</param>
    /// <inheritdoc cref="ModelImport.Fill" path="/exception"/>
    public static void PixelGenerator(this ModelImport import, ImageEncoderOptions encoders, RunFolder run)
    {
        FashionGeneratorOptions sizes = import.PixelGeneratorSizes();
        FashionDiscriminatorOptions discriminator = FashionDiscriminatorOptions.Against(sizes);
        using var generator = new FashionGenerator(sizes);
        using var judging = new FashionDiscriminator(discriminator);
        using var seeing = new ImageEncoder(encoders);
        using Posterior inferring = Posterior.Of(seeing, sizes);
        ModelFile file = import.Fill(generator, ModelRole.Generator);
        ModelImport.Describe(run, file);
        GeneratorRunOptions.Checkpoint.WriteOptions(run, new(sizes, discriminator, new GeneratorTrainingOptions { Seed = (int)file.Seed }));
        run.SaveCheckpoint(0, files =>
        {
            generator.save(Path.Combine(files, GeneratorRunOptions.Checkpoint.WeightsFile));
            generator.save(Path.Combine(files, GeneratorRunOptions.LearningFile));
            judging.save(Path.Combine(files, GeneratorRunOptions.DiscriminatorFile));
            inferring.save(Path.Combine(files, GeneratorRunOptions.PosteriorFile));
        });
    }

    /// <summary>The sizes of the generator, as its weights tell them.</summary>
    /// <exception cref="InvalidDataException">They do not.</exception>
    public static FashionGeneratorOptions PixelGeneratorSizes(this ModelImport import)
    {
        string path = import.PathOf(ModelRole.Generator);
        Dictionary<string, IReadOnlyList<long>> shapes = OnnxModel.Load(path).Initializers.ToDictionary(weights => weights.Name, weights => weights.Shape);
        return FashionGenerator.SizesOf(shapes)
            ?? throw new InvalidDataException($"'{path}' lacks weights by which the sizes of a generator are known. "
                + "Take a file in 32-bit numbers that fashion export wrote.");
    }
}
