using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;

namespace MlNetFashion.Training.GarmentClassification;

/// <summary>All options of a run of the garment classifier.</summary>
/// <param name="Model">Sizes.</param>
/// <param name="Classes">Names of what it tells apart, in the order of its outputs.</param>
/// <param name="Training">How it is trained.</param>
sealed record GarmentClassifierRunOptions(GarmentClassifierOptions Model, IReadOnlyList<string> Classes, GarmentClassifierTrainingOptions Training)
{
    internal static RunCheckpoint<GarmentClassifierRunOptions, GarmentClassifier> Checkpoint { get; } =
        new("garment-classifier.dat", GarmentClassifierJson.Default, options => new GarmentClassifier(options.Model), RecipeNames.GarmentClassifier);
}
