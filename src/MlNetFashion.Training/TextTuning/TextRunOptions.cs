using MlNetFashion.Training.Embedding;
using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;

namespace MlNetFashion.Training.TextTuning;

/// <summary>All options of a run that tunes encoders: those of the encoders, and how they were tuned. It can be read as a run of the encoders.</summary>
/// <param name="Model">Sizes.</param>
/// <param name="AttributeCounts">Values of each attribute head.</param>
/// <param name="Training">How the encoders were trained.</param>
/// <param name="Tuning">How text encoder and composer were tuned afterwards.</param>
sealed record TextRunOptions(
    EmbeddingModelOptions Model, IReadOnlyList<int> AttributeCounts, EmbeddingTrainingOptions Training, TextTuningOptions Tuning)
    : EmbeddingRunOptions(Model, AttributeCounts, Training)
{
    /// <summary>Runs that tune encoders.</summary>
    internal static RunCheckpoint<TextRunOptions, EmbeddingModel> TunedCheckpoint { get; } =
        new(Checkpoint.WeightsFile, TextTuningJson.Default, Make, RecipeNames.Text);
}
