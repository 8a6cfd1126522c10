namespace MlNetFashion.Evaluation;

/// <summary>How long a query takes that is asked on its own, from words and picture to its
/// answers. It depends on the machine, so runs do not keep it.</summary>
/// <param name="Queries">How many were timed.</param>
/// <param name="Median">Milliseconds.</param>
/// <param name="Percentile95">Milliseconds: 19 of 20 queries take less.</param>
public sealed record SearchLatency(int Queries, double Median, double Percentile95)
{
    /// <summary>The latency of measured times, one or more.</summary>
    public static SearchLatency Of(IEnumerable<TimeSpan> times)
    {
        double[] sorted = [.. times.Select(time => time.TotalMilliseconds).Order()];
        return sorted.Length == 0
            ? throw new ArgumentException("No query was timed.", nameof(times))
            : new SearchLatency(sorted.Length, Resampling.Quantile(sorted, 0.5), Resampling.Quantile(sorted, 0.95));
    }
}
