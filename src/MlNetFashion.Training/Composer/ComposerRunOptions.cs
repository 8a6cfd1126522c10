using MlNetFashion.Onnx;
using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Training.Composer;

/// <summary>All options of a run of a composer.</summary>
/// <param name="Model">Which composer.</param>
/// <param name="Training">How it is trained.</param>
sealed record ComposerRunOptions(ComposerOptions Model, ComposerTrainingOptions Training)
{
    internal static RunCheckpoint<ComposerRunOptions, Module<Value, Value, Value>> Checkpoint { get; } =
        new("composer.dat", ComposerJson.Default, options => options.Model.Make(), RecipeNames.Composer);
}
