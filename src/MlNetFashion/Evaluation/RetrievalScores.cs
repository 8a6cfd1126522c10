namespace MlNetFashion.Evaluation;

/// <summary>Means over queries; see <see cref="QueryScore"/> for what each figure is.</summary>
/// <param name="Queries">How many were scored.</param>
/// <param name="RecallAt1">0 to 1.</param>
/// <param name="RecallAt10">0 to 1.</param>
/// <param name="RecallAt50">0 to 1.</param>
/// <param name="PrecisionAt10">0 to 1.</param>
/// <param name="MeanReciprocalRank">0 to 1.</param>
/// <param name="MeanAveragePrecision">0 to 1.</param>
/// <param name="MedianRank">The median of the first relevant item's rank, from 1; a query that found none counts as one place after the
/// last that was looked at.</param>
public sealed record RetrievalScores(
    int Queries, double RecallAt1, double RecallAt10, double RecallAt50, double PrecisionAt10, double MeanReciprocalRank, double MeanAveragePrecision, double MedianRank)
{
    /// <summary>The mean of queries' scores.</summary>
    /// <param name="scores">One or more.</param>
    /// <param name="depth">How many places of each ranking were looked at.</param>
    public static RetrievalScores Mean(IReadOnlyList<QueryScore> scores, int depth)
    {
        if (scores.Count == 0)
            throw new ArgumentException("There are no queries to take the mean of.", nameof(scores));
        int[] ranks = [.. scores.Select(score => score.FirstRank ?? depth + 1).Order()];
        return new RetrievalScores(
            scores.Count,
            scores.Average(score => score.RecallAt1),
            scores.Average(score => score.RecallAt10),
            scores.Average(score => score.RecallAt50),
            scores.Average(score => score.PrecisionAt10),
            scores.Average(score => score.ReciprocalRank),
            scores.Average(score => score.AveragePrecision),
            (ranks[(ranks.Length - 1) / 2] + ranks[ranks.Length / 2]) / 2.0);
    }
}
