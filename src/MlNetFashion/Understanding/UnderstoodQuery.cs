using System.Text;
using MlNetFashion.Text;

namespace MlNetFashion.Understanding;

/// <summary>A request as it was understood.</summary>
/// <param name="Text">The text as it was given; findings point into it.</param>
/// <param name="Findings">All findings, in the order of the text; empty where nothing was understood.</param>
/// <param name="Items">The garments that are asked for, each with its own findings: two for "jeans and a white shirt". Empty where there are no findings.</param>
public sealed record UnderstoodQuery(string Text, IReadOnlyList<QueryFinding> Findings, IReadOnlyList<UnderstoodItem> Items)
{
    // As in "black, and white".
    const int LongestJoint = 6;

    /// <summary>What is to be kept away.</summary>
    public IEnumerable<QueryFinding> Unwanted => Findings.Where(finding => finding.IsNegative);

    /// <summary>The text without the words that name what is not wanted: "a dress, not black" is "a dress,".</summary>
    /// <returns>Null where no word is left.</returns>
    public string? WantedText
    {
        get
        {
            var wanted = new StringBuilder(Text.Length);
            int from = 0;
            QueryFinding? last = null;
            foreach (QueryFinding finding in Findings)
            {
                // "or" and commas between unwanted words go with them.
                if (finding.IsNegative)
                {
                    if (last is not { IsNegative: true } || finding.Start - last.End > LongestJoint)
                        wanted.Append(Text, from, Math.Max(0, finding.Start - from));
                    from = finding.End;
                }

                last = finding;
            }

            string text = from == 0 ? Text : wanted.Append(Text, from, Text.Length - from).ToString().Trim();
            return WordReader.HasWords(text) ? text : null;
        }
    }

    /// <summary>Several garments that words keep apart as a request for each: "jeans and a white shirt" is "jeans" and "white shirt". Otherwise the request itself alone.</summary>
    public IReadOnlyList<UnderstoodQuery> Parts => ItemParts.Of(this);

    /// <summary>The words of a finding.</summary>
    public string Words(QueryFinding finding) => Text.Substring(finding.Start, finding.Length);
}
