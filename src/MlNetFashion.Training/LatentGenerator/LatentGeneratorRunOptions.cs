using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;

namespace MlNetFashion.Training.LatentGenerator;

/// <summary>All options of a run of the latent generator.</summary>
/// <param name="Generator">Sizes.</param>
/// <param name="Training">How it is trained.</param>
sealed record LatentGeneratorRunOptions(LatentGeneratorOptions Generator, LatentGeneratorTrainingOptions Training)
{
    internal const string LearningFile = "learning.dat", TeacherFile = "teacher.dat";

    internal static RunCheckpoint<LatentGeneratorRunOptions, FlowGenerator> Checkpoint { get; } =
        new("latent-generator.dat", LatentGeneratorJson.Default, options => new FlowGenerator(options.Generator), RecipeNames.LatentGenerator);
}
