namespace MlNetFashion.Training.GarmentClassification;

/// <summary>What a run of the garment classifier writes down beside its weights, enough to make the model again.</summary>
/// <param name="Model">Sizes.</param>
/// <param name="Classes">Names of what it tells apart, in the order of its outputs.</param>
/// <param name="Training">How it is trained.</param>
public sealed record GarmentClassifierRunOptions(GarmentClassifierOptions Model, IReadOnlyList<string> Classes, GarmentClassifierTrainingOptions Training)
{
    /// <summary>The file of the checkpoint that holds the weights.</summary>
    public const string WeightsFile = "garment-classifier.dat";

    internal const string Command = "fashion train garment-classifier";

    /// <summary>The model of a run's checkpoint, in evaluation mode.</summary>
    /// <exception cref="FileNotFoundException">The folder holds no run of the classifier, or one that has not reached its first checkpoint.</exception>
    public static GarmentClassifier Load(RunFolder run)
    {
        run.RequireCheckpoint(WeightsFile, Command);
        var model = new GarmentClassifier(run.ReadOptions<GarmentClassifierRunOptions>().Model);
        model.load(run.CheckpointFile(WeightsFile));
        model.eval();
        return model;
    }
}
