using MlNetFashion.Training.TextTuning;

namespace MlNetFashion.Training.Embedding;

/// <summary>What a run of the encoders writes down beside its weights, enough to make the model again.</summary>
/// <param name="Model">Sizes.</param>
/// <param name="AttributeCounts">Values of each attribute head; none where the encoders came from ONNX files, which have no heads.</param>
/// <param name="Training">How it is trained.</param>
public sealed record EmbeddingRunOptions(EmbeddingModelOptions Model, IReadOnlyList<int> AttributeCounts, EmbeddingTrainingOptions Training)
{
    /// <summary>The values of kind, colour and gender, in the order of their proxies; null where the encoders came from ONNX files, or from a run that did not keep them.</summary>
    public IReadOnlyList<IReadOnlyList<string>>? MainValues { get; init; }

    internal const string WeightsFile = "model.dat", Command = "fashion train embedding";

    /// <summary>How text encoder and composer were tuned afterwards; null when they were not.</summary>
    public TextTuningOptions? Tuning { get; init; }

    /// <summary>The model of a run's checkpoint, in evaluation mode.</summary>
    /// <exception cref="FileNotFoundException">The folder holds no run of the encoders, or one that has not reached its first checkpoint.</exception>
    public static EmbeddingModel Load(RunFolder run)
    {
        run.RequireCheckpoint(WeightsFile, Command);
        EmbeddingRunOptions options = run.ReadOptions<EmbeddingRunOptions>();
        var model = new EmbeddingModel(options.Model, options.AttributeCounts);
        model.load(run.CheckpointFile(WeightsFile));
        model.eval();
        return model;
    }

    /// <summary>The model of a run's checkpoint for training on, with heads for a data set's attributes: its own, or new ones where it has none.</summary>
    /// <param name="run">The run.</param>
    /// <param name="attributeCounts">Values of each attribute.</param>
    /// <exception cref="InvalidDataException">Its heads are of other data.</exception>
    public static EmbeddingModel Load(RunFolder run, IReadOnlyList<int> attributeCounts)
    {
        run.RequireCheckpoint(WeightsFile, Command);
        EmbeddingRunOptions options = run.ReadOptions<EmbeddingRunOptions>();
        if (options.AttributeCounts.Count > 0 && !options.AttributeCounts.SequenceEqual(attributeCounts))
        {
            throw new InvalidDataException($"The encoders of '{run.Path}' know {string.Join(", ", options.AttributeCounts)} values of the attributes, but the catalogues here have {string.Join(", ", attributeCounts)}. "
                + "Start from encoders that learned from the same data sets.");
        }

        EmbeddingModel model = Load(run);
        if (options.AttributeCounts.Count > 0)
            return model;
        using EmbeddingModel headless = model;
        var complete = new EmbeddingModel(options.Model, attributeCounts);
        complete.Text.load_state_dict(headless.Text.state_dict());
        complete.Image.load_state_dict(headless.Image.state_dict());
        complete.Composer.load_state_dict(headless.Composer.state_dict());
        complete.eval();
        return complete;
    }
}
