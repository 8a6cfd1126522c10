using System.Text;
using System.Text.RegularExpressions;

namespace MlNetFashion.Retrieval;

/// <summary>Reads the text form of <see cref="AttributeFilter"/>.</summary>
static partial class AttributeFilterText
{
    const string HowTo = "Write column=value, column=value|value, column!=value, column~text, column<50 or column=20..40, "
        + "for example gender=Women or price<50.";

    public static IEnumerable<AttributeCondition> Read(string text) => Split(text, ',').Select(Condition);

    static AttributeCondition Condition(string text)
    {
        if (Form().Match(text) is not { Success: true } match)
            throw new FormatException($"\"{text.Trim()}\" is not a condition. {HowTo}");
        string column = match.Groups["column"].Value.Trim(), sign = match.Groups["sign"].Value;
        List<string> values = Split(match.Groups["values"].Value, '|');
        if (sign is "<" or "<=" or ">" or ">=")
            return new AttributeCondition(column, [], Negated: false) { Ranges = [Bound(text, sign, values)] };
        bool contains = sign.EndsWith('~');
        NumberRange?[] ranges = [.. values.Select(value => contains ? null : Range(text, value))];
        return new AttributeCondition(column, [.. values.Where((_, i) => ranges[i] is null).Select(Unquote)], sign.StartsWith('!'))
        {
            Comparison = contains ? AttributeComparison.Contains : AttributeComparison.Is,
            Ranges = [.. ranges.Where(range => range is not null).Select(range => range!.Value)],
        };
    }

    static NumberRange Bound(string text, string sign, List<string> values)
    {
        double number = values is [var only] && NumberText.Read(Unquote(only)) is { } read ? read : throw NotANumber(text, string.Join('|', values));
        return sign[0] == '<' ? new NumberRange(null, number) { ToIsOutside = sign.Length == 1 }
            : new NumberRange(number, null) { FromIsOutside = sign.Length == 1 };
    }

    // In quotes it is a value; one of the bounds may be missing.
    static NumberRange? Range(string text, string value)
    {
        int dots = value.IndexOf("..", StringComparison.Ordinal);
        if (dots < 0 || value.Contains('"', StringComparison.Ordinal))
            return null;
        string from = value[..dots].Trim(), to = value[(dots + 2)..].Trim();
        if (from.Length == 0 && to.Length == 0)
            throw NotANumber(text, value);
        double? least = from.Length == 0 ? null : NumberText.Read(from) ?? throw NotANumber(text, from);
        double? greatest = to.Length == 0 ? null : NumberText.Read(to) ?? throw NotANumber(text, to);
        return least > greatest
            ? throw new FormatException($"In \"{text.Trim()}\" the range begins at {from} and ends before it, at {to}. Write the lower number first.")
            : new NumberRange(least, greatest);
    }

    static FormatException NotANumber(string text, string value) => new($"In \"{text.Trim()}\", \"{value.Trim()}\" is no number. {HowTo}");

    static List<string> Split(string text, char separator)
    {
        var pieces = new List<string>();
        bool quoted = false;
        int start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '"')
                quoted = !quoted;
            else if (text[i] == separator && !quoted)
            {
                pieces.Add(text[start..i]);
                start = i + 1;
            }
        }

        if (quoted)
            throw new FormatException($"In \"{text.Trim()}\" a double quote is opened and not closed.");
        pieces.Add(text[start..]);
        return pieces;
    }

    // Quotes are balanced here; "" within quotes is one quote.
    static string Unquote(string text)
    {
        text = text.Trim();
        if (!text.Contains('"'))
            return text;
        var value = new StringBuilder(text.Length);
        bool quoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '"')
                value.Append(text[i]);
            else if (quoted && i + 1 < text.Length && text[i + 1] == '"')
                value.Append(text[i++]);
            else
                quoted = !quoted;
        }

        return value.ToString();
    }

    // The first sign parts column and values.
    [GeneratedRegex(@"^(?<column>[^=~<>!]*[^=~<>!\s][^=~<>!]*)(?<sign>!=|!~|<=|>=|=|~|<|>)(?<values>.*)$",
        RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Form();
}
