using MlNetFashion.Training.Embedding;

namespace MlNetFashion.Training.Generator;

/// <summary>What a run of the generator writes down beside its weights, enough to make the model again.</summary>
/// <param name="Generator">Sizes.</param>
/// <param name="Discriminator">Sizes of its opponent.</param>
/// <param name="Training">How it is trained.</param>
public sealed record GeneratorRunOptions(FashionGeneratorOptions Generator, FashionDiscriminatorOptions Discriminator, GeneratorTrainingOptions Training)
{
    internal const string WeightsFile = "generator.dat", LearningFile = "learning.dat", DiscriminatorFile = "discriminator.dat", PosteriorFile = "posterior.dat", EncoderFile = "image-encoder.dat",
        Command = "fashion train generator";

    /// <summary>Sizes of the image encoder that learned with the generator; null where it stayed as it was.</summary>
    public ImageEncoderOptions? ImageEncoder { get; init; }

    /// <summary>Refuses options outside of their range.</summary>
    /// <exception cref="ArgumentException">One is.</exception>
    public void Check()
    {
        Generator.Check();
        Training.Check();
    }

    /// <summary>The averaged generator of a run's checkpoint, in evaluation mode.</summary>
    /// <exception cref="FileNotFoundException">The folder holds no run of the generator, or one that has not reached its first checkpoint.</exception>
    public static FashionGenerator Load(RunFolder run)
    {
        run.RequireCheckpoint(WeightsFile, Command);
        var generator = new FashionGenerator(run.ReadOptions<GeneratorRunOptions>().Generator);
        generator.load(run.CheckpointFile(WeightsFile));
        generator.eval();
        return generator;
    }

    /// <summary>The image encoder that learned with the generator, in evaluation mode; null where it stayed as it was.</summary>
    public static ImageEncoder? LoadEncoder(RunFolder run)
    {
        if (run.ReadOptions<GeneratorRunOptions>().ImageEncoder is not { } sizes)
            return null;
        run.RequireCheckpoint(EncoderFile, Command);
        var encoder = new ImageEncoder(sizes);
        encoder.load(run.CheckpointFile(EncoderFile));
        encoder.eval();
        return encoder;
    }
}
