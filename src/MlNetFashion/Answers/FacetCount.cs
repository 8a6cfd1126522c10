namespace MlNetFashion.Answers;

/// <summary>A value of an attribute.</summary>
/// <param name="Value">As the catalogue spells it.</param>
/// <param name="Count">How many items have it.</param>
sealed record FacetCount(string Value, int Count);
