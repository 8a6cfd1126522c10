using MlNetFashion.Training.Embedding;
using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;

namespace MlNetFashion.Training.Facts;

/// <summary>All options of a run that makes embeddings tell facts: those of the encoders, and how the facts were learned.
/// It can be read as a run of the encoders.</summary>
/// <param name="Model">Sizes.</param>
/// <param name="AttributeCounts">Values of each attribute head.</param>
/// <param name="Training">How the encoders were trained.</param>
/// <param name="Telling">How the facts were learned afterwards.</param>
sealed record FactRunOptions(
    EmbeddingModelOptions Model, IReadOnlyList<int> AttributeCounts, EmbeddingTrainingOptions Training, FactTrainingOptions Telling)
    : EmbeddingRunOptions(Model, AttributeCounts, Training)
{
    /// <summary>Runs that make embeddings tell facts.</summary>
    internal static RunCheckpoint<FactRunOptions, EmbeddingModel> TellingCheckpoint { get; } =
        new(Checkpoint.WeightsFile, FactJson.Default, Make, RecipeNames.Facts);
}
