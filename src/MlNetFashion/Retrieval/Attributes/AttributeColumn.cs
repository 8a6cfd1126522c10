namespace MlNetFashion.Retrieval;

/// <summary>One attribute of all items.</summary>
/// <param name="Name">As the source spells it.</param>
/// <param name="Values">The distinct values, in the order first met.</param>
/// <param name="Codes">For each item 0 (it lacks the attribute) or 1 + the index of its value.</param>
sealed record AttributeColumn(string Name, string[] Values, int[] Codes)
{
    /// <summary>How often items have each value.</summary>
    /// <param name="allowed">For each item whether it counts; null for all.</param>
    public AttributeFacet Facet(bool[]? allowed)
    {
        int[] counts = new int[Values.Length + 1];
        for (int row = 0; row < Codes.Length; row++)
        {
            if (allowed?[row] != false)
                counts[Codes[row]]++;
        }

        return AttributeFacet.Of(Name, Values, counts.AsSpan(1), counts[0]);
    }
}
