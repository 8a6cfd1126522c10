using System.Globalization;

namespace MlNetFashion.Evaluation;

/// <summary>A figure of a report: what each query scores, and how queries' scores become one number.</summary>
/// <param name="Name">"recall@10", "precision@10", "hit@10" (at 1 it is the precision), "mrr", "map", "medianRank".</param>
/// <param name="Of">What a query scores.</param>
/// <param name="IsMedian">Whether the median is taken; else the mean.</param>
public sealed record RetrievalMetric(string Name, Func<QueryScore, double> Of, bool IsMedian = false)
{
    /// <summary>All figures, in the order of reports.</summary>
    /// <param name="cutoffs">The k of recall@k, precision@k and hit@k.</param>
    /// <param name="depth">How many places of each ranking were looked at; a query that found nothing has the rank after the last of them.</param>
    public static IReadOnlyList<RetrievalMetric> All(IReadOnlyList<int> cutoffs, int depth) =>
    [
        .. cutoffs.Select(k => new RetrievalMetric(string.Create(CultureInfo.InvariantCulture, $"recall@{k}"), score => score.RecallAt(k))),
        .. cutoffs.Select(k => new RetrievalMetric(string.Create(CultureInfo.InvariantCulture, $"precision@{k}"), score => score.PrecisionAt(k))),
        .. cutoffs.Where(k => k > 1).Select(k => new RetrievalMetric(string.Create(CultureInfo.InvariantCulture, $"hit@{k}"), score => score.HitAt(k))),
        new("mrr", score => score.ReciprocalRank),
        new("map", score => score.AveragePrecision),
        new("medianRank", score => score.FirstRank ?? depth + 1, IsMedian: true),
    ];

    /// <summary>One number of many.</summary>
    /// <param name="values">One or more; the median sorts them.</param>
    public double Summarise(Span<double> values)
    {
        if (IsMedian)
        {
            values.Sort();
            return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
        }

        double sum = 0;
        foreach (double value in values)
            sum += value;
        return sum / values.Length;
    }
}
