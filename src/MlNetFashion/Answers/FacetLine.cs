using System.Text.Json.Serialization;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Answers;

/// <summary>How often items have each value of an attribute.</summary>
/// <param name="Attribute">The attribute, as the catalogue spells it.</param>
/// <param name="Distinct">How many different values there are.</param>
/// <param name="Without">How many items have none.</param>
/// <param name="Values">The most frequent values.</param>
sealed record FacetLine(string Attribute, int Distinct, int Without, IReadOnlyList<FacetCount> Values)
{
    /// <value>The least number among the values where most of them are numbers; null elsewhere.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Least { get; init; }

    /// <value>The greatest number; null as above.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Greatest { get; init; }

    /// <summary>Of a facet.</summary>
    /// <param name="facet">The facet.</param>
    /// <param name="top">The most values that are listed.</param>
    public static FacetLine Of(AttributeFacet facet, int top) =>
        new(facet.Name, facet.Values.Count, facet.Without, [.. facet.Values.Take(top).Select(value => new FacetCount(value.Value, value.Count))])
        {
            Least = facet.Numbers?.Least,
            Greatest = facet.Numbers?.Greatest,
        };
}
