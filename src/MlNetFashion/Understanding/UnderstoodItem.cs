namespace MlNetFashion.Understanding;

/// <summary>One garment of a request with what is said of it.</summary>
/// <param name="Garment">The garment; null where none is named, as in "red and longer".</param>
/// <param name="Findings">What is said of it, the garment with it, in the order of the text.</param>
public sealed record UnderstoodItem(QueryFinding? Garment, IReadOnlyList<QueryFinding> Findings);
