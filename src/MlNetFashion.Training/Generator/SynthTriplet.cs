using static TorchSharp.torch;

namespace MlNetFashion.Training.Generator;

/// <summary>Has a drawn picture, as the image encoder sees it, nearer to what was meant than to
/// what was not, so that distances from drawings stay meaningful.</summary>
/// <remarks>A triplet loss with the hardest negative (Schroff et al., FaceNet, 2015), whose anchor is synthetic.</remarks>
static class SynthTriplet
{
    /// <summary>The mean, over anchors with a negative, of max(0, margin + cosine to the nearest negative − cosine to the positive).</summary>
    /// <param name="anchors">Embeddings of drawn pictures (N, D), unit length.</param>
    /// <param name="positives">Embeddings of the pictures that were meant (N, D).</param>
    /// <param name="candidates">Embeddings of other pictures (M, D).</param>
    /// <param name="negative">(N, M), true where the candidate is not what was asked for.</param>
    /// <param name="margin">By how much the positive is to be nearer, in cosine, 0 to 2.</param>
    /// <returns>The loss, and the share of anchors that are nearer to their positive than to any negative.</returns>
    public static (Tensor Loss, Tensor Right) Loss(Tensor anchors, Tensor positives, Tensor candidates, Tensor negative, double margin)
    {
        Tensor right = (anchors * positives).sum(1);                                                      // (N)
        Tensor hardest = anchors.matmul(candidates.t()).masked_fill(negative.logical_not(), -2).amax([1]);
        Tensor counted = negative.any(1).to_type(ScalarType.Float32), count = counted.sum().clamp(min: 1);
        Tensor nearer = (right > hardest).to_type(ScalarType.Float32);
        return ((nn.functional.relu(hardest - right + margin) * counted).sum() / count, (nearer * counted).sum() / count);
    }
}
