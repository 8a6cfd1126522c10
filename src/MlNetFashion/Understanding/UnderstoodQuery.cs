using System.Text;
using MlNetFashion.Text;

namespace MlNetFashion.Understanding;

/// <summary>A request as it was understood.</summary>
/// <param name="Text">The text as it was given; findings point into it.</param>
/// <param name="Findings">All findings, in the order of the text; empty where nothing was understood.</param>
/// <param name="Items">The garments that are asked for, each with its own findings:
/// two for "jeans and a white shirt". Empty where there are no findings.</param>
public sealed record UnderstoodQuery(string Text, IReadOnlyList<QueryFinding> Findings, IReadOnlyList<UnderstoodItem> Items)
{
    // As in "black, and white".
    const int LongestJoint = 6;

    /// <summary>What is to be kept away.</summary>
    public IEnumerable<QueryFinding> Unwanted => Findings.Where(finding => finding.IsNegative);

    /// <value>Words beside the findings that are to be kept away.</value>
    public IReadOnlyList<RefusedWord> Refused { get; init; } = [];

    /// <value>Words that were misspelled, or that the lexicon reads as others, as they were meant.</value>
    public IReadOnlyList<RespelledWord> Respelled { get; init; } = [];

    /// <value>Prices and sizes that are set as conditions.</value>
    public IReadOnlyList<NumberPhrase> Numbers { get; init; } = [];

    /// <summary>The text as encoders should read it: without the words that name what is not wanted
    /// ("a dress, not black" is "a dress,"), without conditions in numbers,
    /// and with misspelled words as they were meant.</summary>
    /// <returns>Null where no word is left.</returns>
    public string? WantedText
    {
        get
        {
            (int Start, int End, string With)[] edits =
            [
                .. Findings.Where(finding => finding.IsNegative).Select(finding => (finding.Start, finding.End, "")),
                .. Refused.Select(word => (word.Start, word.End, "")),
                .. Numbers.Select(number => (number.Start, number.Start + number.Length, "")),
                .. Respelled.Select(word => (word.Start, word.End, word.Meant)),
            ];
            if (edits.Length == 0)
                return WordReader.HasWords(Text) ? Text : null;
            var wanted = new StringBuilder(Text.Length);
            int from = 0;
            bool removed = false;
            foreach ((int start, int end, string with) in edits.OrderBy(edit => edit.Start).ThenByDescending(edit => edit.End))
            {
                if (end <= from)
                    continue;
                // "or" and commas between unwanted words go with them.
                bool joins = removed && with.Length == 0 && start - from <= LongestJoint
                    && !Findings.Any(finding => !finding.IsNegative && finding.Start >= from && finding.Start < start);
                if (!joins)
                    wanted.Append(Text, from, Math.Max(0, start - from));
                wanted.Append(with);
                (from, removed) = (end, with.Length == 0);
            }

            string text = wanted.Append(Text, from, Text.Length - from).ToString().Trim();
            return WordReader.HasWords(text) ? text : null;
        }
    }

    /// <summary>Several garments that words keep apart as a request for each: "jeans and a white shirt"
    /// is "jeans" and "white shirt". Otherwise the request itself alone.</summary>
    public IReadOnlyList<UnderstoodQuery> Parts => ItemParts.Of(this);

    /// <summary>The words of a finding as they were meant.</summary>
    internal string Meant(QueryFinding finding)
    {
        string words = Words(finding);
        foreach (RespelledWord word in Respelled.Where(word => word.Start >= finding.Start && word.End <= finding.End).OrderByDescending(word => word.Start))
            words = $"{words[..(word.Start - finding.Start)]}{word.Meant}{words[(word.End - finding.Start)..]}";
        return words;
    }

    /// <summary>Whether a word of the text is neither in a finding nor refused nor a condition in numbers.</summary>
    internal bool IsOther(RequestWord word) => !Findings.Any(finding => word.Start < finding.End && word.End > finding.Start)
        && !Refused.Any(refused => word.Start < refused.End && word.End > refused.Start)
        && !Numbers.Any(number => word.Start < number.Start + number.Length && word.End > number.Start);

    /// <summary>The same with some of its findings only.</summary>
    internal UnderstoodQuery Keeping(Func<QueryFinding, bool> isKept) => this with
    {
        Findings = [.. Findings.Where(isKept)],
        Items = [.. Items.Select(item =>
            item with { Findings = [.. item.Findings.Where(isKept)], Garment = item.Garment is { } garment && isKept(garment) ? garment : null })
            .Where(item => item.Findings.Count > 0)],
    };

    /// <summary>The words of a finding.</summary>
    public string Words(QueryFinding finding) => Text.Substring(finding.Start, finding.Length);
}
