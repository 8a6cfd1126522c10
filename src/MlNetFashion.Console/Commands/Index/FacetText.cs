using System.Text.Json;
using MlNetFashion.Retrieval;
using MlNetFashion.Text;

namespace MlNetFashion.Tool.Commands;

/// <summary>Shows how often items have each value of an attribute.</summary>
static class FacetText
{
    /// <summary>In lines for people, or as a line of JSON.</summary>
    public static void Show(Terminal terminal, AttributeFacet facet, int top, bool asJson)
    {
        if (asJson)
        {
            terminal.WriteJson(json => Write(json, facet, top));
            return;
        }

        string range = facet.Numbers is { } bounds ? FormattableString.Invariant($", from {bounds.Least} to {bounds.Greatest}") : "";
        terminal.Output.WriteLine(
            SafeText.OneLine($"{facet.Name}: {facet.Values.Count:N0} {(facet.Values.Count == 1 ? "value" : "values")}{range}; "
            + $"{facet.Without:N0} items without"));
        foreach (FacetValue value in facet.Values.Take(top))
            terminal.Output.WriteLine(SafeText.OneLine($"  {value.Count,9:N0}  {value.Value}"));
    }

    /// <summary>The members of an object.</summary>
    public static void Write(Utf8JsonWriter json, AttributeFacet facet, int top)
    {
        json.WriteString("attribute", facet.Name);
        json.WriteNumber("distinct", facet.Values.Count);
        json.WriteNumber("without", facet.Without);
        if (facet.Numbers is { } numbers)
        {
            json.WriteNumber("least", numbers.Least);
            json.WriteNumber("greatest", numbers.Greatest);
        }

        json.WriteStartArray("values");
        foreach (FacetValue value in facet.Values.Take(top))
        {
            json.WriteStartObject();
            json.WriteString("value", value.Value);
            json.WriteNumber("count", value.Count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
