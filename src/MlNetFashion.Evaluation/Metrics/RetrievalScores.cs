namespace MlNetFashion.Evaluation;

/// <summary>The figures of some queries.</summary>
/// <param name="Queries">How many were scored.</param>
/// <param name="Metrics">The figures, in the order of <see cref="RetrievalMetric.All"/>.</param>
public sealed record RetrievalScores(int Queries, IReadOnlyList<MetricValue> Metrics)
{
    /// <summary>The figure of a name: "recall@10".</summary>
    /// <exception cref="ArgumentException">There is none; the message names those there are.</exception>
    public double this[string metric] => Metrics.FirstOrDefault(value => value.Name == metric)?.Value
        ?? throw new ArgumentException($"There is no figure \"{metric}\" here. There are: {string.Join(", ", Metrics.Select(value => value.Name))}.",
            nameof(metric));

    /// <summary>The figures of queries' scores, with bootstrap intervals.</summary>
    /// <param name="scores">One or more.</param>
    /// <param name="metrics">Which figures.</param>
    /// <param name="options">How intervals are made.</param>
    public static RetrievalScores Of(IReadOnlyList<QueryScore> scores, IReadOnlyList<RetrievalMetric> metrics, ResamplingOptions options)
    {
        if (scores.Count == 0)
            throw new ArgumentException("There are no queries to take the mean of.", nameof(scores));
        double[][] values = [.. metrics.Select(metric => scores.Select(metric.Of).ToArray())];
        double[] drawn = new double[scores.Count];
        double[] Figures(int[] queries) => [.. metrics.Select((metric, m) =>
        {
            for (int i = 0; i < queries.Length; i++)
                drawn[i] = values[m][queries[i]];
            return metric.Summarise(drawn);
        })];

        double[] figures = Figures([.. Enumerable.Range(0, scores.Count)]);
        (double Low, double High)[] intervals = Resampling.Intervals(scores.Count, Figures, options);
        return new RetrievalScores(scores.Count,
            [.. metrics.Select((metric, m) => new MetricValue(metric.Name, figures[m], intervals[m].Low, intervals[m].High))]);
    }
}
