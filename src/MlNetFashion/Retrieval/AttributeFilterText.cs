using System.Text;

namespace MlNetFashion.Retrieval;

/// <summary>Reads the text form of <see cref="AttributeFilter"/>.</summary>
static class AttributeFilterText
{
    public static IEnumerable<AttributeCondition> Read(string text) => Split(text, ',').Select(Condition);

    static AttributeCondition Condition(string text)
    {
        int equals = text.IndexOf('=');
        bool negated = equals > 0 && text[equals - 1] == '!';
        string column = equals < 0 ? "" : text[..(negated ? equals - 1 : equals)].Trim();
        if (column.Length == 0)
            throw new FormatException($"\"{text.Trim()}\" is not a condition. Write column=value, column=value|value or column!=value, for example gender=Women.");
        return new AttributeCondition(column, [.. Split(text[(equals + 1)..], '|').Select(Unquote)], negated);
    }

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
}
