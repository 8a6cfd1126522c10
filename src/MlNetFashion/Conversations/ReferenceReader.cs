using System.Globalization;
using System.Text.RegularExpressions;
using MlNetFashion.Understanding;

namespace MlNetFashion.Conversations;

/// <summary>Finds the items that an utterance points at: "the second one", "number 3", "the last two", "that one", "the red one".</summary>
static partial class ReferenceReader
{
    static readonly string[] s_ordinals =
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"];
    static readonly string[] s_numbers = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    const string Lead = @"(?<refused>\b(?:not|no|except|without|hide|remove|forget|drop|dislike|hate)\s+)?"
        + @"(?:\b(?:(?:some\s?|any\s?)?more|something|anything|ones?|another|items?|things?)\s+)?"
        + @"(?:\b(?:like|similar\s+to|in\s+the\s+style\s+of)\s+)?";
    const string Ordinal = @"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|last|\d{1,4}(?:st|nd|rd|th))";
    const string Number = @"(?:\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)";

    /// <summary>The items pointed at.</summary>
    /// <param name="text">What was said.</param>
    /// <param name="understanding">Reads how an item looks.</param>
    /// <param name="canPoint">Whether anything is shown: else "the red one" is a state.</param>
    /// <param name="rest">What was said beside.</param>
    public static IReadOnlyList<ItemReference> Read(string text, QueryUnderstanding understanding, bool canPoint, out string rest)
    {
        var found = new List<ItemReference>();
        bool refused = false;
        rest = Pointing().Replace(text, match =>
        {
            // "not the first and the second one"
            refused = match.Groups["refused"].Success || (refused && match.Groups["and"].Success);
            ItemReference[] references = [.. Of(match, refused, understanding, canPoint)];
            found.AddRange(references);
            return references.Length > 0 ? " " : match.Value;
        });
        return found;
    }

    static IEnumerable<ItemReference> Of(Match match, bool refused, QueryUnderstanding understanding, bool canPoint)
    {
        string words = match.Value.Trim();
        if (match.Groups["ordinal"] is { Success: true, Value: var ordinal })
        {
            int place = Place(ordinal), count = match.Groups["count"] is { Success: true, Value: var many } ? Math.Min(Place(many), 12) : 1;
            return Enumerable.Range(0, count).Select(i => new ItemReference(place < 0 ? place - i : place + i, null, refused, words));
        }

        if (match.Groups["number"] is { Success: true, Value: var number })
            return [new ItemReference(Place(number), null, refused, words)];
        if (match.Groups["that"].Success)
            return [new ItemReference(1, null, refused, words)];
        UnderstoodQuery look = understanding.Read(match.Groups["look"].Value);
        return canPoint && look.Findings.Count > 0
            && look.Findings.All(finding => finding.Change == FindingChange.Want) ? [new ItemReference(0, look, refused, words)] : [];
    }

    static int Place(string word)
    {
        word = word.ToLowerInvariant();
        int known = Math.Max(Array.IndexOf(s_ordinals, word), Array.IndexOf(s_numbers, word)) + 1;
        return word == "last" ? -1 : known > 0 ? known : int.Parse(word.TrimEnd('s', 't', 'n', 'd', 'r', 'h'), CultureInfo.InvariantCulture);
    }

    [GeneratedRegex($@"(?<and>\b(?:and|or)\s+)?{Lead}(?:
        (?:\bthe\s+)(?<ordinal>{Ordinal})(?:\s+(?<count>two|three|four|five))?(?:\s+(?:ones?|items?|pictures?|results?)\b|(?!\s+(?:season|time|year|day|date)))\b
        |\b(?<ordinal>{Ordinal})\s+ones?\b
        |^\s*(?<ordinal>{Ordinal})\s*$
        |(?:\bnumber\s+|\bno\.?\s+(?=\d)|\#\s?|\bnr\.?\s+|\bitem\s+(?:number\s+)?|\boption\s+)(?<number>{Number})\b
        |(?<=\blike\s+)(?<number>\d{{1,4}})\b
        |^\s*(?<number>\d{{1,3}})\s*$
        |\b(?<that>(?:this|that)\s+one)\b
        |(?<=\b(?:like|similar\ to)\s+)(?<that>this|that|it)\b
        |\bthe\s+(?<look>(?:[\w-]+\s+){{1,3}}?)one\b)", RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Pointing();
}
