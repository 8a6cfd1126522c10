namespace MlNetFashion.Training.FashionMnist;

/// <summary>What a run of the dense GAN writes down beside its weights, enough to make the model again.</summary>
/// <param name="Generator">Sizes.</param>
/// <param name="Discriminator">Sizes of its opponent.</param>
/// <param name="Training">How it is trained.</param>
public sealed record FashionMnistGanRunOptions(FashionMnistDenseGeneratorOptions Generator, FashionMnistDenseDiscriminatorOptions Discriminator, FashionMnistGanTrainingOptions Training)
{
    internal const string WeightsFile = "generator.dat", Command = "fashion train fashion-mnist-gan";

    /// <summary>The generator of a run's checkpoint, in evaluation mode.</summary>
    /// <exception cref="FileNotFoundException">The folder holds no such run, or one that has not reached its first checkpoint.</exception>
    public static FashionMnistDenseGenerator Load(RunFolder run)
    {
        run.RequireCheckpoint(WeightsFile, Command);
        var generator = new FashionMnistDenseGenerator(run.ReadOptions<FashionMnistGanRunOptions>().Generator);
        generator.load(run.CheckpointFile(WeightsFile));
        generator.eval();
        return generator;
    }
}
