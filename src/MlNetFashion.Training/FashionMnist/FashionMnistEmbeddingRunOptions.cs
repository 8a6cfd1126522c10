using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;

namespace MlNetFashion.Training.FashionMnist;

/// <summary>All options of a run of the embedding.</summary>
/// <param name="Model">Sizes.</param>
/// <param name="Training">How it is trained.</param>
sealed record FashionMnistEmbeddingRunOptions(FashionMnistImageEncoderOptions Model, FashionMnistEmbeddingTrainingOptions Training)
{
    internal static RunCheckpoint<FashionMnistEmbeddingRunOptions, FashionMnistEmbeddingModel> Checkpoint { get; } =
        new("embedding.dat", FashionMnistJson.Default, options => new FashionMnistEmbeddingModel(options.Model), RecipeNames.FashionMnistEmbedding);
}
