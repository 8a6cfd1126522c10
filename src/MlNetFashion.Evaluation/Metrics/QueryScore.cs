namespace MlNetFashion.Evaluation;

/// <summary>Where one ranking has the right answers, of which every figure is made. All figures but ranks are 0 (worst) to 1 (best).</summary>
/// <param name="Relevant">How many right answers there are, 1 or more.</param>
/// <param name="Ranks">The ranks of those that were found, from 1, ascending.</param>
public sealed record QueryScore(int Relevant, IReadOnlyList<int> Ranks)
{
    /// <summary>The rank of the first right answer; null where none was found.</summary>
    public int? FirstRank => Ranks.Count == 0 ? null : Ranks[0];

    /// <summary>1 / <see cref="FirstRank"/>; 0 where none was found.</summary>
    public double ReciprocalRank => Ranks.Count == 0 ? 0 : 1.0 / Ranks[0];

    /// <summary>The mean, over the right answers, of the precision at their ranks; 0 for those not found.</summary>
    public double AveragePrecision
    {
        get
        {
            double precisions = 0;
            for (int i = 0; i < Ranks.Count; i++)
                precisions += (i + 1.0) / Ranks[i];
            return precisions / Relevant;
        }
    }

    /// <summary>Scores a ranking.</summary>
    /// <param name="ranked">Ids, best first, each once.</param>
    /// <param name="relevant">The right answers, one or more.</param>
    /// <exception cref="ArgumentException">There are no right answers.</exception>
    public static QueryScore Of(IReadOnlyList<string> ranked, IReadOnlySet<string> relevant) => relevant.Count == 0
        ? throw new ArgumentException("A query without relevant items cannot be scored.", nameof(relevant))
        : new QueryScore(relevant.Count, [.. Enumerable.Range(1, ranked.Count).Where(rank => relevant.Contains(ranked[rank - 1]))]);

    /// <summary>The share of the right answers that are among the first <paramref name="k"/>.</summary>
    public double RecallAt(int k) => (double)FoundIn(k) / Relevant;

    /// <summary>The share of the first <paramref name="k"/> places that hold a right answer; empty places count as wrong.</summary>
    public double PrecisionAt(int k) => (double)FoundIn(k) / k;

    /// <summary>1 where a right answer is among the first <paramref name="k"/>, else 0.</summary>
    public double HitAt(int k) => FirstRank <= k ? 1 : 0;

    int FoundIn(int places)
    {
        int found = 0;
        while (found < Ranks.Count && Ranks[found] <= places)
            found++;
        return found;
    }
}
