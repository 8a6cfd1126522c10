namespace MlNetFashion.Training.FashionMnist;

/// <summary>What a run of the embedding of Fashion-MNIST writes down beside its weights, enough to make the model again.</summary>
/// <param name="Model">Sizes.</param>
/// <param name="Training">How it is trained.</param>
public sealed record FashionMnistEmbeddingRunOptions(FashionMnistImageEncoderOptions Model, FashionMnistEmbeddingTrainingOptions Training)
{
    /// <summary>The file of the checkpoint that holds the weights.</summary>
    public const string WeightsFile = "grey-embedding.dat";

    internal const string Command = "fashion train fashion-mnist-embedding";

    /// <summary>The model of a run's checkpoint, in evaluation mode.</summary>
    /// <exception cref="FileNotFoundException">The folder holds no run of the embedding of Fashion-MNIST, or one that has not reached its first checkpoint.</exception>
    public static FashionMnistEmbeddingModel Load(RunFolder run)
    {
        run.RequireCheckpoint(WeightsFile, Command);
        var model = new FashionMnistEmbeddingModel(run.ReadOptions<FashionMnistEmbeddingRunOptions>().Model);
        model.load(run.CheckpointFile(WeightsFile));
        model.eval();
        return model;
    }
}
