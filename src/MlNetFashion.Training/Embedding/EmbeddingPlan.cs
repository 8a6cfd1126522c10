using MlNetFashion.Training.Recipes;

namespace MlNetFashion.Training.Embedding;

/// <summary>What may be chosen for a run of the encoders.</summary>
public sealed record EmbeddingPlan : RunPlan
{
    /// <summary>The words for what may bring pictures together: a loss that needs a fixed set of classes is not among them.</summary>
    internal static OptionWords<MetricLoss> Metrics { get; } =
        new(("batch-hard", MetricLoss.BatchHardTriplet), ("semi-hard", MetricLoss.SemiHardTriplet), ("multi-similarity", MetricLoss.MultiSimilarity),
            ("infonce", MetricLoss.InfoNce));

    /// <value>The run of encoders whose sizes and weights are the start; null for the preset's sizes and random weights.</value>
    public string? Encoders { get; init; }

    /// <value>The run of pretraining whose BERT the text encoder starts from; null for none.</value>
    public string? Pretrained { get; init; }

    /// <value>What brings pictures of one kind together; null for the preset's.</value>
    public MetricLoss? Metric { get; init; }

    internal override IReadOnlyList<RunStart> Starts =>
        [.. Encoders is null ? [] : new[] { RunStart.Encoders(Encoders) }, .. Pretrained is null ? [] : new[] { RunStart.Pretrained(Pretrained) }];

    internal override IEnumerable<string> Words
    {
        get
        {
            if (Encoders is not null)
                yield return "--encoders RUN";
            if (Pretrained is not null)
                yield return "--pretrained RUN";
            if (Metric is { } metric)
                yield return $"--metric {Metrics.Of(metric)}";
        }
    }
}
