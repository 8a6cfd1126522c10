using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;

namespace MlNetFashion.Training.Autoencoder;

/// <summary>All options of a run of the autoencoder.</summary>
/// <param name="Model">Sizes.</param>
/// <param name="Training">How it is trained.</param>
sealed record AutoencoderRunOptions(PictureAutoencoderOptions Model, AutoencoderTrainingOptions Training)
{
    internal const string LearningFile = "learning.dat", DiscriminatorFile = "discriminator.dat";

    internal static RunCheckpoint<AutoencoderRunOptions, PictureAutoencoder> Checkpoint { get; } =
        new("autoencoder.dat", AutoencoderJson.Default, options => new PictureAutoencoder(options.Model), RecipeNames.Autoencoder);
}
