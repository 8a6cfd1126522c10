namespace MlNetFashion.Evaluation;

/// <summary>What became of one query.</summary>
/// <param name="Query">The query.</param>
/// <param name="Score">How good its ranking is.</param>
/// <param name="First">The first answers, <see cref="MostFirst"/> at most, as they count: without the reference and without second pictures.</param>
/// <param name="Missed">Right answers that are not among <paramref name="First"/>,
/// <see cref="MostMissed"/> at most, each with its rank, or null where it was not found.</param>
public sealed record QueryOutcome(RetrievalQuery Query, QueryScore Score, IReadOnlyList<RankedAnswer> First, IReadOnlyList<MissedAnswer> Missed)
{
    /// <summary>How many of the first answers are kept.</summary>
    public const int MostFirst = 10;

    /// <summary>How many missed answers are kept.</summary>
    public const int MostMissed = 10;
}
