using MlNetFashion.Training.Models;

namespace MlNetFashion.Training;

/// <summary>What a run of the encoders writes down beside its weights, enough to make the model again.</summary>
/// <param name="Model">Sizes.</param>
/// <param name="AttributeCounts">Values of each attribute head; none where the encoders came from ONNX files, which have no heads.</param>
/// <param name="Training">How it is trained.</param>
public sealed record EmbeddingCheckpoint(EmbeddingModelOptions Model, IReadOnlyList<int> AttributeCounts, EmbeddingTrainingOptions Training)
{
    internal const string WeightsFile = "model.dat", Command = "fashion train embedding";

    /// <summary>How text encoder and composer were tuned afterwards; null when they were not.</summary>
    public TextTuningOptions? Tuning { get; init; }

    /// <summary>The model of a run's checkpoint, in evaluation mode.</summary>
    /// <exception cref="FileNotFoundException">The folder holds no run of the encoders, or one that has not reached its first checkpoint.</exception>
    public static EmbeddingModel Load(RunFolder run)
    {
        run.RequireCheckpoint(WeightsFile, Command);
        EmbeddingCheckpoint options = run.ReadOptions<EmbeddingCheckpoint>();
        var model = new EmbeddingModel(options.Model, options.AttributeCounts);
        model.load(run.CheckpointFile(WeightsFile));
        model.eval();
        return model;
    }
}
