namespace MlNetFashion.Training.FashionMnist;

/// <summary>What a run of the classifier writes down beside its weights, enough to make the model again.</summary>
/// <param name="Model">Sizes.</param>
/// <param name="Training">How it is trained.</param>
public sealed record FashionMnistClassifierRunOptions(FashionMnistClassifierOptions Model, FashionMnistClassifierTrainingOptions Training)
{
    /// <summary>The file of the checkpoint that holds the weights.</summary>
    public const string WeightsFile = "classifier.dat";

    internal const string Command = "fashion train fashion-mnist-classifier";

    /// <summary>The model of a run's checkpoint, in evaluation mode.</summary>
    /// <exception cref="FileNotFoundException">The folder holds no run of the classifier, or one that has not reached its first checkpoint.</exception>
    public static FashionMnistClassifier Load(RunFolder run)
    {
        run.RequireCheckpoint(WeightsFile, Command);
        var model = new FashionMnistClassifier(run.ReadOptions<FashionMnistClassifierRunOptions>().Model);
        model.load(run.CheckpointFile(WeightsFile));
        model.eval();
        return model;
    }
}
