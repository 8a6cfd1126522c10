using MlNetFashion.Training.Embedding;
using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;

namespace MlNetFashion.Training.Generator;

/// <summary>All options of a run of the generator.</summary>
/// <param name="Generator">Sizes.</param>
/// <param name="Discriminator">Sizes of its opponent.</param>
/// <param name="Training">How it is trained.</param>
sealed record GeneratorRunOptions(FashionGeneratorOptions Generator, FashionDiscriminatorOptions Discriminator, GeneratorTrainingOptions Training)
{
    internal const string LearningFile = "learning.dat", DiscriminatorFile = "discriminator.dat", PosteriorFile = "posterior.dat",
        EncoderFile = "image-encoder.dat";

    internal static RunCheckpoint<GeneratorRunOptions, FashionGenerator> Checkpoint { get; } =
        new("generator.dat", GeneratorJson.Default, options => new FashionGenerator(options.Generator), RecipeNames.Generator);

    /// <summary>Sizes of the image encoder that learned with the generator; null where it stayed as it was.</summary>
    public ImageEncoderOptions? ImageEncoder { get; init; }

    /// <summary>Refuses options outside of their range.</summary>
    /// <exception cref="ArgumentException">One is.</exception>
    public void Check()
    {
        Generator.Check();
        Training.Check();
    }

    /// <summary>The image encoder that learned with the generator, in evaluation mode; null where it stayed as it was.</summary>
    /// <exception cref="FileNotFoundException">The run has not reached its first checkpoint.</exception>
    internal static ImageEncoder? LoadEncoder(RunFolder run) =>
        Checkpoint.ReadOptions(run).ImageEncoder is { } sizes ? run.LoadWeights(EncoderFile, new ImageEncoder(sizes)) : null;
}
