using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Embedding;

/// <summary>What pulls right pairs together and wrong ones apart; all on unit-length embeddings.</summary>
static partial class EmbeddingLosses
{
    /// <summary>InfoNCE with any number of right answers: the mean over queries of −log of the softmax, averaged over the right ones.</summary>
    /// <param name="queries">(Q, D).</param>
    /// <param name="candidates">(M, D).</param>
    /// <param name="positives">(Q, M), 1 where a candidate is right; rows without any are left out.</param>
    /// <param name="scale">What cosines are multiplied with, a scalar.</param>
    /// <param name="excluded">(Q, M), 1 where a candidate is neither right nor wrong; null for none.</param>
    /// <remarks>van den Oord et al., Representation Learning with Contrastive Predictive Coding, 2018;
    /// several positives as in Khosla et al., Supervised Contrastive Learning, 2020.</remarks>
    public static Tensor Contrastive(Tensor queries, Tensor candidates, Tensor positives, Tensor scale, Tensor? excluded = null)
    {
        Tensor logits = queries.matmul(candidates.t()) * scale;                                      // (Q, M)
        if (excluded is not null)
            logits = logits - excluded * 1e4f;
        Tensor right = positives.sum(1);                                                             // (Q)
        Tensor each = -(logits.log_softmax(1) * positives).sum(1) / right.clamp(min: 1);
        Tensor counted = (right > 0).to_type(ScalarType.Float32);
        return (each * counted).sum() / counted.sum().clamp(min: 1);
    }

    /// <summary>Batch-hard triplet loss: each anchor against its farthest positive and its nearest negative, margin in cosine.</summary>
    /// <param name="embeddings">(M, D).</param>
    /// <param name="labels">(M), int64; equal labels are positives, −1 takes no part.</param>
    /// <param name="margin">By how much the positive must be nearer, 0 to 2.</param>
    /// <remarks>Hermans et al., In Defense of the Triplet Loss for Person Re-Identification, 2017.</remarks>
    public static Tensor BatchHardTriplet(Tensor embeddings, Tensor labels, double margin)
    {
        Tensor similarity = embeddings.matmul(embeddings.t());                                       // (M, M)
        (Tensor positive, Tensor negative) = Pairs(labels);
        Tensor farthest = similarity.masked_fill(~positive, 2f).amin([1]);                           // (M)
        Tensor nearest = similarity.masked_fill(~negative, -2f).amax([1]);                           // (M)
        Tensor counted = (positive.any(1) & negative.any(1)).to_type(ScalarType.Float32);
        return (nn.functional.relu(nearest - farthest + margin) * counted).sum() / counted.sum().clamp(min: 1);
    }

    /// <summary>The sum of the cross-entropies of several attributes, each a mean over the rows of which it is known.</summary>
    /// <param name="heads">A linear classifier for each of the first attributes.</param>
    /// <param name="features">(N, F), what they read.</param>
    /// <param name="values">(N, attributes), int64; −1 where a value is not known.</param>
    public static Tensor Attributes(ModuleList<Linear> heads, Tensor features, Tensor values)
    {
        Tensor sum = zeros(1);
        for (int attribute = 0; attribute < heads.Count; attribute++)
        {
            Tensor wanted = values[.., attribute];
            // Of no row at all the mean would be no number.
            if ((wanted >= 0).any().item<bool>())
                sum = sum + nn.functional.cross_entropy(heads[attribute].forward(features), wanted, ignore_index: -1);
        }

        return sum;
    }
}
