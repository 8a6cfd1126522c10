using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;

namespace MlNetFashion.Training.Embedding;

/// <summary>All options of a run of the encoders.</summary>
/// <param name="Model">Sizes.</param>
/// <param name="AttributeCounts">Values of each attribute head; none where the encoders came from ONNX files, which have no heads.</param>
/// <param name="Training">How it is trained.</param>
record EmbeddingRunOptions(EmbeddingModelOptions Model, IReadOnlyList<int> AttributeCounts, EmbeddingTrainingOptions Training)
{
    /// <summary>Runs of the encoders, changed afterwards or not.</summary>
    internal static RunCheckpoint<EmbeddingRunOptions, EmbeddingModel> Checkpoint { get; } =
        new("model.dat", EmbeddingJson.Default, Make, RecipeNames.Embedding, RecipeNames.Facts, RecipeNames.Text);

    /// <summary>The values of kind, colour and gender, in the order of their proxies;
    /// null where the encoders came from ONNX files, or from a run that did not keep them.</summary>
    public IReadOnlyList<IReadOnlyList<string>>? MainValues { get; init; }

    /// <summary>The model of a run's checkpoint for training on, with heads for a data set's attributes: its own, or new ones where it has none.</summary>
    /// <param name="run">The run.</param>
    /// <param name="attributeCounts">Values of each attribute.</param>
    /// <exception cref="InvalidDataException">Its heads are of other data.</exception>
    internal static EmbeddingModel Load(RunFolder run, IReadOnlyList<int> attributeCounts)
    {
        EmbeddingRunOptions options = Checkpoint.ReadOptions(run);
        if (options.AttributeCounts.Count > 0 && !options.AttributeCounts.SequenceEqual(attributeCounts))
        {
            throw new InvalidDataException($"The encoders of '{run.Path}' know {string.Join(", ", options.AttributeCounts)} values of the attributes, "
                + $"but the catalogues here have {string.Join(", ", attributeCounts)}. "
                + "Start from encoders that learned from the same data sets.");
        }

        EmbeddingModel model = Checkpoint.Load(run);
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

    private protected static EmbeddingModel Make(EmbeddingRunOptions options) => new(options.Model, options.AttributeCounts);
}
