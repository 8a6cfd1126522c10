using MlNetFashion.Training.Embedding;
using MlNetFashion.Training.Recipes;

namespace MlNetFashion.Training.FashionMnist;

/// <summary>What may be chosen for a run of the embedding.</summary>
public sealed record FashionMnistEmbeddingPlan : FashionMnistPlan
{
    /// <summary>The words for what may bring pictures of one class together.</summary>
    internal static OptionWords<MetricLoss> Metrics { get; } = new(
        ("batch-hard", MetricLoss.BatchHardTriplet), ("semi-hard", MetricLoss.SemiHardTriplet), ("multi-similarity", MetricLoss.MultiSimilarity),
        ("infonce", MetricLoss.InfoNce),
        ("proxies", MetricLoss.Proxies));

    /// <value>What brings pictures of one class together; null for the preset's.</value>
    public MetricLoss? Metric { get; init; }

    internal override IEnumerable<string> Words => Metric is { } metric ? [$"--metric {Metrics.Of(metric)}"] : [];
}
