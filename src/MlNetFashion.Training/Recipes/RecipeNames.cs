namespace MlNetFashion.Training.Recipes;

/// <summary>The names of the recipes: what is typed after <c>fashion train</c>, and what a run's options.json says.</summary>
static class RecipeNames
{
    public const string Pretraining = "pretraining", Embedding = "embedding", Facts = "facts", Text = "text", Composer = "composer", Autoencoder = "autoencoder",
        LatentGenerator = "latent-generator", Generator = "generator", Tagger = "tagger", GarmentClassifier = "garment-classifier";

    public const string FashionMnistGan = "fashion-mnist-gan", FashionMnistConditional = "fashion-mnist-conditional",
        FashionMnistClassifier = "fashion-mnist-classifier",
        FashionMnistEmbedding = "fashion-mnist-embedding";
}
