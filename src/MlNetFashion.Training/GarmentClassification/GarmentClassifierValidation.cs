using MlNetFashion.Evaluation;
using MlNetFashion.Training.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace MlNetFashion.Training.GarmentClassification;

/// <summary>How many of some photos a garment classifier reads rightly.</summary>
/// <param name="photos">One or more, none of them learned from.</param>
sealed class GarmentClassifierValidation(GarmentPhotos photos)
{
    const int PartSize = 250;

    /// <summary><c>accuracy</c> and <c>kindAccuracy</c> (the mean of the kinds' accuracies,
    /// so that a rare kind counts as much as a frequent one), 0 to 1.</summary>
    public IReadOnlyDictionary<string, double> Score(GarmentClassifier model)
    {
        LabelAccuracy accuracy = LabelAccuracy.Of([.. photos.Labels], Predict(model), photos.Classes);
        return new Dictionary<string, double>
        {
            ["accuracy"] = accuracy.Accuracy,
            ["kindAccuracy"] = accuracy.Classes.Where(kind => kind.Wanted > 0).Average(kind => kind.Accuracy)
        };
    }

    int[] Predict(GarmentClassifier model)
    {
        using IDisposable _ = no_grad();
        var classes = new List<int>(photos.Count);
        for (int first = 0; first < photos.Count; first += PartSize)
        {
            using DisposeScope scope = NewDisposeScope();
            float[] images = photos.Numbers([.. Enumerable.Range(first, Math.Min(PartSize, photos.Count - first))]);
            Tensor logits = model.call(tensor(images, [images.Length / GarmentPhotos.Size, 3, GarmentPhotos.Side, GarmentPhotos.Side])).Logits.Tensor;
            classes.AddRange(logits.argmax(1).cpu().data<long>().Select(label => (int)label));
        }

        return [.. classes];
    }
}
