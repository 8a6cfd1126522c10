namespace MlNetFashion.Evaluation;

/// <summary>How a figure changed from one run to another.</summary>
/// <param name="Name">See <see cref="RetrievalMetric"/>.</param>
/// <param name="Before">In the first run.</param>
/// <param name="After">In the second.</param>
/// <param name="Low">The lower end of the difference's bootstrap interval.</param>
/// <param name="High">The upper end.</param>
/// <param name="PValue">How often runs differ so much at random, either way: above 0 and at most 1.</param>
public sealed record MetricDifference(string Name, double Before, double After, double Low, double High, double PValue)
{
    /// <summary>After less before.</summary>
    public double Difference => After - Before;
}
