using static TorchSharp.torch;

namespace MlNetFashion.Training.Embedding;

static partial class EmbeddingLosses
{
    const string WithoutProxies = "The loss of proxies learns a vector for each of a fixed set of labels, but none were given. "
        + "Choose another loss where labels change from batch to batch.";

    /// <summary>One of the losses by name.</summary>
    /// <param name="loss">Which.</param>
    /// <param name="embeddings">(M, D).</param>
    /// <param name="labels">(M), int64; equal labels are positives, −1 takes no part.</param>
    /// <param name="margin">Of the triplets, in cosine, 0 to 2.</param>
    /// <param name="scale">What InfoNCE and proxies multiply cosines with, a scalar.</param>
    /// <param name="proxies">(C, D), a learned vector for each label; only <see cref="MetricLoss.Proxies"/> needs them.</param>
    /// <exception cref="ArgumentException">The loss needs proxies, and there are none.</exception>
    public static Tensor Metric(MetricLoss loss, Tensor embeddings, Tensor labels, double margin, Tensor scale, Tensor? proxies = null) => loss switch
    {
        MetricLoss.BatchHardTriplet => BatchHardTriplet(embeddings, labels, margin),
        MetricLoss.SemiHardTriplet => SemiHardTriplet(embeddings, labels, margin),
        MetricLoss.MultiSimilarity => MultiSimilarity(embeddings, labels),
        MetricLoss.InfoNce => InfoNce(embeddings, labels, scale),
        MetricLoss.Proxies => Proxies(embeddings, labels, proxies ?? throw new ArgumentException(WithoutProxies, nameof(proxies)), scale),
        _ => throw new ArgumentOutOfRangeException(nameof(loss), loss,
            $"There is no such loss. Choose one of {string.Join(", ", Enum.GetNames<MetricLoss>())}."),
    };

    /// <summary>Semi-hard triplet loss: the mean over all pairs of one label, each against the nearest negative
    /// that is farther than the positive; where there is none, against the farthest.</summary>
    /// <inheritdoc cref="BatchHardTriplet"/>
    /// <remarks>Schroff et al., FaceNet: A Unified Embedding for Face Recognition and Clustering, 2015.
    /// What is harder than the positive is passed over: early in training such negatives collapse the space.</remarks>
    public static Tensor SemiHardTriplet(Tensor embeddings, Tensor labels, double margin)
    {
        Tensor similarity = embeddings.matmul(embeddings.t());                                       // (M, M)
        (Tensor positive, Tensor negative) = Pairs(labels);
        Tensor others = similarity.unsqueeze(1);                                                     // anchor, –, negative
        Tensor farther = negative.unsqueeze(1) & (others < similarity.unsqueeze(2));                 // (M, M, M): anchor, positive, negative
        Tensor nearest = others.masked_fill(~farther, -2f).amax([2]);                                // (M, M)
        Tensor farthest = similarity.masked_fill(~negative, 2f).amin([1], keepdim: true).expand_as(similarity);
        Tensor chosen = where(farther.any(2), nearest, farthest);
        Tensor counted = (positive & negative.any(1).unsqueeze(1)).to_type(ScalarType.Float32);
        return (nn.functional.relu(chosen - similarity + margin) * counted).sum() / counted.sum().clamp(min: 1);
    }

    /// <summary>Multi-similarity loss with its mining, and the paper's numbers: α = 2, β = 50, λ = 0.5, ε = 0.1.</summary>
    /// <param name="embeddings">(M, D).</param>
    /// <param name="labels">(M), int64; equal labels are positives, −1 takes no part.</param>
    /// <remarks>Wang et al., Multi-Similarity Loss with General Pair Weighting for Deep Metric Learning, 2019.</remarks>
    public static Tensor MultiSimilarity(Tensor embeddings, Tensor labels)
    {
        const float Alpha = 2, Beta = 50, Lambda = 0.5f, Epsilon = 0.1f;
        Tensor similarity = embeddings.matmul(embeddings.t());                                       // (M, M)
        (Tensor positive, Tensor negative) = Pairs(labels);
        Tensor nearestNegative = similarity.masked_fill(~negative, -2f).amax([1], keepdim: true);
        Tensor farthestPositive = similarity.masked_fill(~positive, 2f).amin([1], keepdim: true);
        Tensor hardPositive = positive & (similarity - Epsilon < nearestNegative), hardNegative = negative & (similarity + Epsilon > farthestPositive);
        Tensor pull = (1 + Sum((similarity - Lambda) * -Alpha, hardPositive)).log() / Alpha;
        Tensor push = (1 + Sum((similarity - Lambda) * Beta, hardNegative)).log() / Beta;
        Tensor counted = (positive.any(1) & negative.any(1)).to_type(ScalarType.Float32);
        return ((pull + push) * counted).sum() / counted.sum().clamp(min: 1);

        static Tensor Sum(Tensor exponents, Tensor among) => (exponents.exp() * among.to_type(ScalarType.Float32)).sum(1);
    }

    /// <summary><see cref="Contrastive"/> among embeddings of one kind: each finds those of its own label among all others.</summary>
    /// <param name="embeddings">(M, D).</param>
    /// <param name="labels">(M), int64; equal labels are positives, −1 takes no part.</param>
    /// <param name="scale">What cosines are multiplied with, a scalar.</param>
    /// <remarks>Khosla et al., Supervised Contrastive Learning, 2020.</remarks>
    public static Tensor InfoNce(Tensor embeddings, Tensor labels, Tensor scale)
    {
        (Tensor positive, Tensor negative) = Pairs(labels);
        return Contrastive(embeddings, embeddings, positive.to_type(ScalarType.Float32), scale, (~(positive | negative)).to_type(ScalarType.Float32));
    }

    /// <summary>Normalised softmax: the cross-entropy of each embedding's label among all labels, by cosine with a learned vector of each.</summary>
    /// <param name="embeddings">(M, D), unit length.</param>
    /// <param name="labels">(M), int64, 0 to C − 1; −1 takes no part.</param>
    /// <param name="proxies">(C, D), of any length.</param>
    /// <param name="scale">What cosines are multiplied with, a scalar.</param>
    /// <remarks>Zhai and Wu, Classification is a Strong Baseline for Deep Metric Learning, 2019;
    /// after Movshovitz-Attias et al., No Fuss Distance Metric Learning using Proxies, 2017.</remarks>
    public static Tensor Proxies(Tensor embeddings, Tensor labels, Tensor proxies, Tensor scale)
    {
        Tensor logits = embeddings.matmul(nn.functional.normalize(proxies, dim: 1).t()) * scale;     // (M, C)
        Tensor counted = (labels >= 0).sum().clamp(min: 1);
        return nn.functional.cross_entropy(logits, labels, ignore_index: -1, reduction: nn.Reduction.Sum) / counted;
    }

    // (M, M) each: of one label but not the same row, and of two labels; rows of label −1 are in neither.
    static (Tensor Positive, Tensor Negative) Pairs(Tensor labels)
    {
        Tensor same = labels.unsqueeze(0) == labels.unsqueeze(1), known = labels >= 0;
        Tensor pairs = known.unsqueeze(0) & known.unsqueeze(1);
        return (same & pairs & ~eye(labels.shape[0], dtype: ScalarType.Bool, device: labels.device), ~same & pairs);
    }
}
