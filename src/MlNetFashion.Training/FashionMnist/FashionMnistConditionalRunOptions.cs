using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;

namespace MlNetFashion.Training.FashionMnist;

/// <summary>All options of a run of the conditional GAN.</summary>
/// <param name="Generator">Sizes.</param>
/// <param name="Discriminator">Sizes of its opponent.</param>
/// <param name="Training">How it is trained.</param>
sealed record FashionMnistConditionalRunOptions(
    FashionMnistConditionalGeneratorOptions Generator, FashionMnistConditionalDiscriminatorOptions Discriminator,
        FashionMnistConditionalTrainingOptions Training)
{
    internal static RunCheckpoint<FashionMnistConditionalRunOptions, FashionMnistConditionalGenerator> Checkpoint { get; } =
        new("generator.dat", FashionMnistJson.Default, options => new FashionMnistConditionalGenerator(options.Generator), RecipeNames.FashionMnistConditional);
}
