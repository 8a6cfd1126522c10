namespace MlNetFashion.Evaluation;

/// <summary>How good one ranking is. All figures but the rank are 0 (worst) to 1 (best).</summary>
/// <param name="RecallAt1">The share of the relevant items that are among the first 1.</param>
/// <param name="RecallAt10">… the first 10.</param>
/// <param name="RecallAt50">… the first 50.</param>
/// <param name="PrecisionAt10">The share of the first 10 places that hold a relevant item; empty places count as wrong.</param>
/// <param name="ReciprocalRank">1 / rank of the first relevant item, 0 where none was found.</param>
/// <param name="AveragePrecision">The mean, over the relevant items, of the precision at their ranks; 0 for those not found.</param>
/// <param name="FirstRank">The rank of the first relevant item, from 1; null where none was found.</param>
public readonly record struct QueryScore(
    double RecallAt1, double RecallAt10, double RecallAt50, double PrecisionAt10, double ReciprocalRank, double AveragePrecision, int? FirstRank)
{
    /// <summary>Scores a ranking.</summary>
    /// <param name="ranked">Ids, best first, each once.</param>
    /// <param name="relevant">The right answers, one or more.</param>
    public static QueryScore Of(IReadOnlyList<string> ranked, IReadOnlySet<string> relevant)
    {
        if (relevant.Count == 0)
            throw new ArgumentException("A query without relevant items cannot be scored.", nameof(relevant));
        int found = 0, foundIn1 = 0, foundIn10 = 0, foundIn50 = 0;
        int? first = null;
        double precisions = 0;
        for (int place = 0; place < ranked.Count; place++)
        {
            if (!relevant.Contains(ranked[place]))
                continue;
            found++;
            first ??= place + 1;
            precisions += (double)found / (place + 1);
            foundIn1 += place < 1 ? 1 : 0;
            foundIn10 += place < 10 ? 1 : 0;
            foundIn50 += place < 50 ? 1 : 0;
        }

        double all = relevant.Count;
        return new QueryScore(foundIn1 / all, foundIn10 / all, foundIn50 / all, foundIn10 / 10.0, first is null ? 0 : 1.0 / first.Value, precisions / all, first);
    }
}
