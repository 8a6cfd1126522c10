namespace MlNetFashion.Evaluation;

/// <summary>One query of a run.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">Its kind, or null.</param>
/// <param name="Score">How good its ranking was.</param>
public sealed record RunQuery(string Id, string? Kind, QueryScore Score);
