using MlNetFashion.Training.Adversarial;
using MlNetFashion.Training.Embedding;
using static TorchSharp.torch;

namespace MlNetFashion.Training.LatentGenerator;

/// <summary>Whether drawn pictures are seen as what was asked for: the image encoder has to find each one's query among those of the batch.</summary>
/// <param name="generator">Draws; its flow learns.</param>
/// <param name="eye">Sees; it stays as it is.</param>
sealed class DrawnMatching(FlowGenerator generator, ImageEncoder eye)
{
    // A cosine of 1 against those of -1: enough for a clear choice among tens, and little pull once it is made.
    const double Scale = 16;

    // One step is the cheapest and the steadiest in the paper; the steps before it follow, for they share their weights.
    const int Learned = 1;

    // What is seen must hold wherever the garment stands and under small spots, or the encoder's blind spots are drawn instead of the garment.
    static readonly DifferentiableAugmentation s_seen = new() { Translation = 0.06, Cutout = 0.2 };

    /// <summary>The cross-entropy of the choice.</summary>
    /// <param name="query">(N, D), N at least 2.</param>
    /// <param name="kind">1 for photos, −1 for drawings (N, 1).</param>
    public Tensor Loss(Tensor query, Tensor kind)
    {
        Tensor noise = cat([kind, randn(query.shape[0], generator.Options.NoiseDimension - 1)], 1);
        Tensor drawn = generator.Draw(query, noise, Learned).Tensor;
        Tensor seen = eye.forward(ImageEncoder.Shrink(s_seen.Apply(drawn))).Tensor, likeness = seen.matmul(query.t()) * Scale;
        return nn.functional.cross_entropy(likeness, arange(query.shape[0]));
    }
}
