using System.Globalization;
using MlNetFashion.Retrieval;
using MlNetFashion.Text;
using MlNetFashion.Understanding;

namespace MlNetFashion.Tool.Commands;

/// <summary>Why an item was found, in lines for people.</summary>
static class WhyText
{
    public static IEnumerable<string> Lines(Neighbour neighbour)
    {
        yield return string.Join(" · ", neighbour.Parts.Select(Line));
        foreach ((bool? standing, string heading) in ((bool?, string)[])[(true, "as asked"), (false, "not as asked"), (null, "not told")])
        {
            string[] matches = [.. neighbour.Attributes.Where(match => match.IsAsAsked == standing).Select(Line).Distinct()];
            if (matches.Length > 0)
                yield return $"{heading}: {string.Join(", ", matches)}";
        }
    }

    // "attributes +0.100", "text +0.337 (0.55 × 0.612)"
    static string Line(PartScore part) =>
        string.Create(CultureInfo.InvariantCulture,
            $"{SafeText.OneLine(part.Name)} {part.Adds:+0.000;-0.000}{(part.Weight == 1 ? "" : $" ({part.Weight:0.00} × {part.Cosine:0.000})")}");

    static string Line(AttributeMatch match)
    {
        string change = match.Change switch
        {
            nameof(FindingChange.Without) => "not ",
            nameof(FindingChange.Less) => "less ",
            nameof(FindingChange.More) => "more ",
            _ => "",
        };
        return $"{change}{match.Asked}{(match.Has is not null && match.Value.Length > 0 ? $" ({SafeText.OneLine(match.Value)})" : "")}";
    }
}
