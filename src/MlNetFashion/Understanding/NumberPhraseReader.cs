using System.Text.RegularExpressions;
using MlNetFashion.Catalogues;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Understanding;

/// <summary>Finds what a request says of prices and sizes in numbers. A number of something
/// else is left alone: "4 inch heels", "women over 50", "3 pack".</summary>
static partial class NumberPhraseReader
{
    // "around 50" is this far from it.
    const double About = 0.2;

    const int MaxLength = 2000;

    const string Currency = @"(?:\p{Sc}|rs\.?|usd|eur|gbp|inr|chf|euros?|dollars?|pounds?|quid|bucks|rupees?|yen|francs?)";
    const string Number = @"[0-9]+(?:[.,'][0-9]+)*(?![0-9.,']*[0-9])(?!s\b|th\b|st\b|nd\b|rd\b)";
    const string After =
        @"(?!\s*-?\s*(?:inch(?:es)?|""|cm|mm|m|ft|feet|years?|yrs?|year-olds?|months?|days?|kg|lbs?|g|oz|%|percent|denier|den|packs?|pcs|pieces?|items?|pockets?|buttons?"
        + @"|sizes?|waist|stars?|heels?|colou?rs?)(?:\b|\s|$))";
    const string End = @"(?=\s*(?:$|[,;.!?)]|\b(?:and|but|or|for|in|with|please|only|total|each|altogether)\b))";
    const string Money = $@"(?:(?:{Currency})\s*(?:{Number})|(?:{Number})\s*(?:{Currency})(?!\p{{L}}))";

    static readonly Dictionary<string, string> s_sizeWords =
        new(StringComparer.OrdinalIgnoreCase) { ["small"] = "S", ["medium"] = "M", ["large"] = "L", ["extra small"] = "XS", ["extra large"] = "XL" };

    /// <summary>Reads a request.</summary>
    /// <param name="text">Any text; null is empty. Of a longer one only the first 2,000 units are read.</param>
    /// <returns>What was found, in the order of the text; phrases do not overlap.</returns>
    public static IReadOnlyList<NumberPhrase> Read(string? text)
    {
        text = text is { Length: > MaxLength } ? text[..MaxLength] : text ?? "";
        if (!text.AsSpan().ContainsAnyInRange('0', '9') && !Size().IsMatch(text))
            return [];
        var found = new List<NumberPhrase>();
        // The surer first: what they take is not read again.
        Take(Between(), match => Price(Bound(match, "from"), Bound(match, "to")));
        Take(Range(), match => Price(Bound(match, "from"), Bound(match, "to")));
        Take(AtMost(), match => Price(null, Bound(match, "to"), isOutside: match.Groups["less"].Success));
        Take(AtLeast(), match => Price(Bound(match, "from"), null, isOutside: match.Groups["more"].Success));
        Take(Near(), match => Price(Bound(match, "at") * (1 - About), Bound(match, "at") * (1 + About)));
        Take(Sizes(), match => (ColumnRole.Size, [], new NumberRange(Bound(match, "from"), Bound(match, "to"))));
        Take(Size(), SizeOf);
        return [.. found.OrderBy(phrase => phrase.Start)];

        void Take(Regex form, Func<Match, (ColumnRole, IReadOnlyList<string>, NumberRange?)?> read)
        {
            foreach (Match match in form.Matches(text))
            {
                if (!found.Exists(other => match.Index < other.Start + other.Length && other.Start < match.Index + match.Length)
                    && read(match) is var (role, values, range))
                    found.Add(new NumberPhrase(role, match.Index, match.Length, values, range));
            }
        }
    }

    static double? Bound(Match match, string group) => NumberText.Read(match.Groups[group].Value);

    static (ColumnRole, IReadOnlyList<string>, NumberRange?)? Price(double? from, double? to, bool isOutside = false) =>
        from is null && to is null ? null
        : from > to ? (ColumnRole.Price, [], new NumberRange(to, from))
        : (ColumnRole.Price, [], new NumberRange(from, to) { FromIsOutside = isOutside, ToIsOutside = isOutside });

    static (ColumnRole, IReadOnlyList<string>, NumberRange?)? SizeOf(Match match)
    {
        string size = match.Groups["size"].Value, system = match.Groups["system"].Value;
        string letter = s_sizeWords.GetValueOrDefault(size, size.ToUpperInvariant());
        string[] values = system.Length > 0 ? [$"{system.ToUpperInvariant()} {letter}", $"{system.ToUpperInvariant()}{letter}", letter]
            : letter == size.ToUpperInvariant() ? [letter] : [letter, size];
        if (letter.EndsWith("XL", StringComparison.Ordinal) && letter.All(c => c is 'X' or 'L') && letter.Length > 2)
            values = [.. values, $"{letter.Length - 1}XL"];
        else if (letter is [>= '2' and <= '9', 'X', 'L'])
            values = [.. values, new string('X', letter[0] - '0') + "L"];
        return (ColumnRole.Size, values, NumberText.Read(size) is { } number ? new NumberRange(number, number) : null);
    }

    [GeneratedRegex(
        $@"\b(?:between|from)\s+(?<from>(?:{Currency}\s*)?{Number}(?:\s*{Currency}(?!\p{{L}}))?)"
        + $@"\s*(?:and|to|-|–|till|until)\s*(?<to>(?:{Currency}\s*)?{Number}(?:\s*{Currency}(?!\p{{L}}))?){After}",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Between();

    [GeneratedRegex(
        $@"(?:(?<from>{Currency}\s*{Number})\s*(?:to|-|–)\s*(?<to>(?:{Currency}\s*)?{Number})"
        + $@"|\b(?<from>{Number})\s*(?:to|-|–)\s*(?<to>{Number}\s*{Currency}(?!\p{{L}})))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Range();

    [GeneratedRegex(
        $@"(?:(?:(?:\b(?<less>under|below|beneath|less than|cheaper than|lower than)|(?<less><)"
        + @"|\b(?:up to|upto|at most|no more than|not more than|max(?:imum)?(?: of)?|budget(?: of)?))"
        + $@"\s*(?<to>{Money}|{Number}{After}))"
        + $@"|\bfor\s+(?<to>{Money}|[0-9]{{3,6}}(?=\s*(?:[,;.!?)]|$)))|(?<to>{Money}|\b{Number}{After})\s*(?:or|and)\s*(?:less|under|below|cheaper|lower)\b)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AtMost();

    [GeneratedRegex(
        $@"(?:(?<!\b(?:women|men|ladies|people|anyone|for|kids|the)\s)(?:\b(?<more>over|above|more than|higher than)|(?<more>>)"
        + @"|\b(?:at least|from|starting at|min(?:imum)?(?: of)?|no less than|not less than|upwards of))"
        + $@"\s*(?<from>{Money}|{Number}{After}{End})|(?<from>{Money}|\b{Number}{After})\s*(?:or|and)\s*(?:more|over|above|up|higher)\b)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AtLeast();

    [GeneratedRegex($@"\b(?:around|about|approximately|approx\.?|roughly|circa|ca\.?)\s*(?<at>{Money})",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Near();

    [GeneratedRegex(@"\bsizes?\s*:?\s*(?<from>[0-9]{1,3}(?:\.5)?)\s*(?:to|-|–)\s*(?<to>[0-9]{1,3}(?:\.5)?)(?![0-9])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Sizes();

    [GeneratedRegex(
        @"(?:\b(?:in\s+)?size\s*:?\s*(?<system>EU|UK|US)?\s*(?<size>extra (?:small|large)|small|medium|large|X{0,4}[SL]|M|[2-9]XL|[0-9]{1,3}(?:[.,]5)?)"
        + @"|\b(?<system>EU|UK|US)\s*(?<size>[0-9]{1,2}(?:\.5)?)|\b(?<size>[0-9]{2})\s*(?:inch\s+|"")?waist|\bwaist\s*(?<size>[0-9]{2})"
        + @"|\b(?<size>X{2,4}[SL]|X[SL]|[2-9]XL))(?![\p{L}0-9])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Size();
}
