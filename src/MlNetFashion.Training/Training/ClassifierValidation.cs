using MlNetFashion.Training.Data;
using MlNetFashion.Training.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace MlNetFashion.Training;

/// <summary>How many of some pictures a classifier reads rightly.</summary>
/// <param name="pictures">One or more, none of them learned from.</param>
public sealed class ClassifierValidation(GreyPictures pictures)
{
    const int PartSize = 250;

    /// <summary><c>accuracy</c>, 0 to 1, and <c>crossEntropy</c>, the mean in nats.</summary>
    public IReadOnlyDictionary<string, double> Score(FashionMnistClassifier model)
    {
        double right = 0, loss = 0;
        for (int first = 0; first < pictures.Count; first += PartSize)
        {
            using DisposeScope scope = NewDisposeScope();
            int count = Math.Min(PartSize, pictures.Count - first);
            float[] images = new float[count * GreyPictures.Size];
            long[] labels = new long[count];
            for (int i = 0; i < count; i++)
            {
                pictures.Write(first + i, images.AsSpan(i * GreyPictures.Size));
                labels[i] = pictures.Labels[first + i];
            }

            Tensor logits = model.call(tensor(images, [count, 1, GreyPictures.Side, GreyPictures.Side])).Logits.Tensor, wanted = tensor(labels);
            right += logits.argmax(1).eq(wanted).sum().item<long>();
            loss += nn.functional.cross_entropy(logits, wanted, reduction: nn.Reduction.Sum).item<float>();
        }

        return new Dictionary<string, double> { ["accuracy"] = right / pictures.Count, ["crossEntropy"] = loss / pictures.Count };
    }
}
