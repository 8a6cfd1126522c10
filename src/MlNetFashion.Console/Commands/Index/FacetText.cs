using MlNetFashion.Answers;
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
            terminal.WriteJson(FacetLine.Of(facet, top), AnswerJson.Default.FacetLine);
            return;
        }

        string range = facet.Numbers is { } bounds ? FormattableString.Invariant($", from {bounds.Least} to {bounds.Greatest}") : "";
        terminal.Output.WriteLine(
            SafeText.OneLine($"{facet.Name}: {facet.Values.Count:N0} {(facet.Values.Count == 1 ? "value" : "values")}{range}; "
            + $"{facet.Without:N0} items without"));
        foreach (FacetValue value in facet.Values.Take(top))
            terminal.Output.WriteLine(SafeText.OneLine($"  {value.Count,9:N0}  {value.Value}"));
    }
}
