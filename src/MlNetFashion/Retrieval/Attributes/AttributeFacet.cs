namespace MlNetFashion.Retrieval;

/// <summary>How often items have each value of an attribute.</summary>
/// <param name="Name">The attribute, as the source spells it.</param>
/// <param name="Values">The values that items have, most frequent first; of a list such as "S; M" each.</param>
/// <param name="Without">How many items have none.</param>
public sealed record AttributeFacet(string Name, IReadOnlyList<FacetValue> Values, int Without)
{
    /// <value>The least and the greatest number among the values where most of them are numbers, such as prices; null elsewhere.</value>
    public (double Least, double Greatest)? Numbers { get; init; }

    /// <summary>Counts codes.</summary>
    /// <param name="name">The attribute.</param>
    /// <param name="values">Its distinct values.</param>
    /// <param name="counts">For each how many items have it, 0 or more.</param>
    /// <param name="without">How many items have none.</param>
    internal static AttributeFacet Of(string name, IReadOnlyList<string> values, ReadOnlySpan<int> counts, int without)
    {
        var single = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < values.Count; i++)
        {
            foreach (string part in counts[i] > 0 ? AttributeValue.Parts(values[i]) : [])
                single[part] = single.GetValueOrDefault(part) + counts[i];
        }

        double[] numbers = [.. single.Keys.Select(NumberText.Read).Where(number => number is not null).Select(number => number!.Value)];
        return new AttributeFacet(name,
            [.. single.Select(pair => new FacetValue(pair.Key, pair.Value)).OrderByDescending(value => value.Count)
                .ThenBy(value => value.Value, StringComparer.Ordinal)], without)
        {
            Numbers = numbers.Length > 0 && numbers.Length * 2 > single.Count ? (numbers.Min(), numbers.Max()) : null,
        };
    }
}
