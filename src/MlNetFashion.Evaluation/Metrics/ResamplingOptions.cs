namespace MlNetFashion.Evaluation;

/// <summary>How uncertainty is measured.</summary>
public sealed record ResamplingOptions
{
    /// <value>How often queries are drawn anew for an interval, 1 or more. The default is 1,000.</value>
    public int Samples { get; init; } = 1000;

    /// <value>How often the two runs' answers are swapped at random for a p-value, 1 or more. The default is 10,000.</value>
    public int Permutations { get; init; } = 10_000;

    /// <value>The share of intervals that hold the true figure, between 0 and 1. The default is 0.95.</value>
    public double Confidence { get; init; } = 0.95;

    /// <value>Equal seeds give equal intervals and p-values. The default is 1.</value>
    public int Seed { get; init; } = 1;
}
