using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;

namespace MlNetFashion.Training.FashionMnist;

/// <summary>All options of a run of the dense GAN.</summary>
/// <param name="Generator">Sizes.</param>
/// <param name="Discriminator">Sizes of its opponent.</param>
/// <param name="Training">How it is trained.</param>
sealed record FashionMnistGanRunOptions(FashionMnistDenseGeneratorOptions Generator, FashionMnistDenseDiscriminatorOptions Discriminator,
    FashionMnistGanTrainingOptions Training)
{
    internal static RunCheckpoint<FashionMnistGanRunOptions, FashionMnistDenseGenerator> Checkpoint { get; } =
        new("generator.dat", FashionMnistJson.Default, options => new FashionMnistDenseGenerator(options.Generator), RecipeNames.FashionMnistGan);
}
