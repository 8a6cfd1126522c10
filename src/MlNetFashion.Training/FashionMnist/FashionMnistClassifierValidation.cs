using TorchSharp;
using static TorchSharp.torch;

namespace MlNetFashion.Training.FashionMnist;

/// <summary>How many of some pictures a classifier reads rightly.</summary>
/// <param name="pictures">One or more, none of them learned from.</param>
sealed class FashionMnistClassifierValidation(FashionMnistPictures pictures)
{
    const int PartSize = 250;

    /// <summary><c>accuracy</c>, 0 to 1, and <c>crossEntropy</c>, the mean in nats.</summary>
    public IReadOnlyDictionary<string, double> Score(FashionMnistClassifier model)
    {
        double right = 0, loss = 0;
        Read(model, (logits, wanted) =>
        {
            right += logits.argmax(1).eq(wanted).sum().item<long>();
            loss += nn.functional.cross_entropy(logits, wanted, reduction: nn.Reduction.Sum).item<float>();
        });
        return new Dictionary<string, double> { ["accuracy"] = right / pictures.Count, ["crossEntropy"] = loss / pictures.Count };
    }

    /// <summary>What a model takes each picture for: its likeliest class.</summary>
    /// <param name="model">In evaluation mode.</param>
    public int[] Predict(FashionMnistClassifier model)
    {
        var classes = new List<int>(pictures.Count);
        Read(model, (logits, _) => classes.AddRange(logits.argmax(1).cpu().data<long>().Select(label => (int)label)));
        return [.. classes];
    }

    void Read(FashionMnistClassifier model, Action<Tensor, Tensor> take)
    {
        using IDisposable _ = no_grad();
        for (int first = 0; first < pictures.Count; first += PartSize)
        {
            using DisposeScope scope = NewDisposeScope();
            (Tensor images, Tensor labels) = pictures.Batch([.. Enumerable.Range(first, Math.Min(PartSize, pictures.Count - first))]);
            take(model.call(images).Logits.Tensor, labels);
        }
    }
}
