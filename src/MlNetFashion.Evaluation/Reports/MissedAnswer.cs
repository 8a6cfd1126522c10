namespace MlNetFashion.Evaluation;

/// <summary>A right answer that came late or not at all.</summary>
/// <param name="Id">The item.</param>
/// <param name="Rank">Its rank, from 1; null where it is not among the places that were looked at.</param>
public readonly record struct MissedAnswer(string Id, int? Rank);
