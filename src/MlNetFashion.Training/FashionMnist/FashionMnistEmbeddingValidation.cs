using MlNetFashion.Evaluation;
using TorchSharp;
using static TorchSharp.torch;

namespace MlNetFashion.Training.FashionMnist;

/// <summary>How often the nearest pictures are of the same class, by embedding.</summary>
/// <param name="gallery">Where neighbours are looked for; eleven or more.</param>
/// <param name="queries">Whose neighbours are looked for, none of them in the gallery.</param>
sealed class FashionMnistEmbeddingValidation(FashionMnistPictures gallery, FashionMnistPictures queries)
{
    const int PartSize = 500;

    /// <summary><c>oneNearest</c>, the share of queries whose nearest neighbour is of their class,
    /// and <c>precision10</c>, the mean share among the ten nearest.</summary>
    public IReadOnlyDictionary<string, double> Score(FashionMnistEmbeddingModel model)
    {
        NeighbourClasses found = Measure(model);
        return new Dictionary<string, double> { ["oneNearest"] = found.OneNearestAccuracy, ["precision10"] = found.PrecisionAtK };
    }

    /// <summary>The same with all that is known of it.</summary>
    /// <param name="model">In evaluation mode.</param>
    public NeighbourClasses Measure(FashionMnistEmbeddingModel model) =>
        NeighbourClasses.Measure(Embed(model, gallery), gallery.Labels.ToArray(), Embed(model, queries), queries.Labels.ToArray());

    static FeatureMatrix Embed(FashionMnistEmbeddingModel model, FashionMnistPictures pictures)
    {
        using IDisposable still = no_grad();
        var numbers = new List<float>();
        for (int first = 0; first < pictures.Count; first += PartSize)
        {
            using DisposeScope scope = NewDisposeScope();
            (Tensor images, _) = pictures.Batch([.. Enumerable.Range(first, Math.Min(PartSize, pictures.Count - first))]);
            numbers.AddRange(model.Encoder.forward(images).Tensor.cpu().data<float>());
        }

        return new FeatureMatrix([.. numbers], numbers.Count / pictures.Count);
    }
}
