using MlNetFashion.Catalogues;
using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;

namespace MlNetFashion.Training.FashionMnist;

/// <summary>Measures an embedding on the 10,000 test pictures, their neighbours looked for among the 60,000 of the training split.</summary>
/// <param name="recipe">Makes embeddings.</param>
sealed class FashionMnistNeighbourMeasure(FashionMnistEmbeddingRecipe recipe) : ModelMeasure
{
    public override string What => "embeddings of Fashion-MNIST";

    public override IReadOnlyList<string> Options { get; } = ["--data"];

    public override IEnumerable<Measurement> Measure(MeasurePlan plan, Action<string>? progress = null, CancellationToken cancellation = default)
    {
        string data = plan.RequireFashionMnist();
        using FashionMnistEmbeddingModel model = recipe.Load(RunFolder.Open(plan.Model!));
        yield return new FashionMnistNeighbourMeasurement(plan.Model!,
            new FashionMnistEmbeddingValidation(FashionMnistPictures.Load(data, DataSetFiles.MnistTraining),
                FashionMnistPictures.Load(data, DataSetFiles.MnistTest)).Measure(model));
    }
}
