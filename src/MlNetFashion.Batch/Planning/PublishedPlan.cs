namespace MlNetFashion.Batch;

/// <summary>What came of a plan, in its file <c>published.json</c>: by it the next plan knows which of its items need not be looked at.</summary>
/// <param name="Index">SHA-256 of the index's manifest.</param>
/// <param name="Lacking">The <see cref="PlanLine.Key"/> of each item that is not in the index, as 32 hexadecimal digits.</param>
/// <param name="IsWhole">Whether all of its photos were there and are embedded.</param>
sealed record PublishedPlan(string Index, IReadOnlyList<string> Lacking, bool IsWhole);
