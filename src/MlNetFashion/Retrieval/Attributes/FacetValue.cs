namespace MlNetFashion.Retrieval;

/// <summary>A value of an attribute.</summary>
/// <param name="Value">As the source spells it.</param>
/// <param name="Count">How many items have it, 1 or more.</param>
public readonly record struct FacetValue(string Value, int Count);
