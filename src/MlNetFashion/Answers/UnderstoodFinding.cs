using MlNetFashion.Understanding;

namespace MlNetFashion.Answers;

/// <summary>One thing that a request says.</summary>
/// <param name="Kind">What it speaks of: <c>Garment</c>, <c>Colour</c> and so on.</param>
/// <param name="Value">The canonical value.</param>
/// <param name="Change">What is wanted with it: <c>Want</c>, <c>Without</c> and so on.</param>
/// <param name="Start">Where its words begin in the text, in UTF-16 units.</param>
/// <param name="Length">Units that they take.</param>
/// <param name="Item">Which garment of the request it belongs to, from 0.</param>
/// <param name="Required">Whether the request insists.</param>
/// <param name="Source">How it was found.</param>
/// <param name="Confidence">0 to 1.</param>
sealed record UnderstoodFinding(
    string Kind, string Value, string Change, int Start, int Length, int Item, bool Required, string Source, double Confidence)
{
    /// <summary>Of a finding.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="item">Which garment of the request it belongs to.</param>
    public static UnderstoodFinding Of(QueryFinding finding, int item) => new($"{finding.Kind}", finding.Value, $"{finding.Change}", finding.Start,
        finding.Length, item, finding.IsRequired, $"{finding.Source}", Math.Round(finding.Confidence, 3));
}
