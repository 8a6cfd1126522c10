namespace MlNetFashion.Evaluation;

/// <summary>An answer as it was scored.</summary>
/// <param name="Id">The item.</param>
/// <param name="IsRelevant">Whether it is right.</param>
public readonly record struct RankedAnswer(string Id, bool IsRelevant);
