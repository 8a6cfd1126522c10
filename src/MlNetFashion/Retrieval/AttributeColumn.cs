namespace MlNetFashion.Retrieval;

/// <summary>One attribute of all items.</summary>
/// <param name="Name">As the source spells it.</param>
/// <param name="Values">The distinct values, in the order first met.</param>
/// <param name="Codes">For each item 0 (it lacks the attribute) or 1 + the index of its value.</param>
sealed record AttributeColumn(string Name, string[] Values, int[] Codes);
