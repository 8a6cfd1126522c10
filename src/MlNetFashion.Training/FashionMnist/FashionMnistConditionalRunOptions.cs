namespace MlNetFashion.Training.FashionMnist;

/// <summary>What a run of the conditional GAN writes down beside its weights, enough to make the model again.</summary>
/// <param name="Generator">Sizes.</param>
/// <param name="Discriminator">Sizes of its opponent.</param>
/// <param name="Training">How it is trained.</param>
public sealed record FashionMnistConditionalRunOptions(FashionMnistConditionalGeneratorOptions Generator, FashionMnistConditionalDiscriminatorOptions Discriminator, FashionMnistConditionalTrainingOptions Training)
{
    internal const string WeightsFile = "generator.dat", Command = "fashion train fashion-mnist-conditional";

    /// <summary>The averaged generator of a run's checkpoint, in evaluation mode.</summary>
    /// <exception cref="FileNotFoundException">The folder holds no such run, or one that has not reached its first checkpoint.</exception>
    public static FashionMnistConditionalGenerator Load(RunFolder run)
    {
        run.RequireCheckpoint(WeightsFile, Command);
        var generator = new FashionMnistConditionalGenerator(run.ReadOptions<FashionMnistConditionalRunOptions>().Generator);
        generator.load(run.CheckpointFile(WeightsFile));
        generator.eval();
        return generator;
    }
}
