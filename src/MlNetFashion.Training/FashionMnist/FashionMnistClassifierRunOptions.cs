using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;

namespace MlNetFashion.Training.FashionMnist;

/// <summary>All options of a run of the classifier.</summary>
/// <param name="Model">Sizes.</param>
/// <param name="Training">How it is trained.</param>
sealed record FashionMnistClassifierRunOptions(FashionMnistClassifierOptions Model, FashionMnistClassifierTrainingOptions Training)
{
    internal static RunCheckpoint<FashionMnistClassifierRunOptions, FashionMnistClassifier> Checkpoint { get; } =
        new("classifier.dat", FashionMnistJson.Default, options => new FashionMnistClassifier(options.Model), RecipeNames.FashionMnistClassifier);
}
