using System.Net;
using System.Text;
using System.Text.Json;

namespace MlNetFashion.Text;

/// <summary>Texts from elsewhere (titles, kinds, names of files) as they may be shown:
/// nothing in them steers a terminal, turns the direction of what follows, or is
/// markup.</summary>
static class SafeText
{
    /// <summary>Stands in the place of what may not be shown.</summary>
    public const char Replacement = '\ufffd';

    /// <summary>One object a line. Titles in Hindi stay readable: the lines are data, not part of a web page.</summary>
    public static JsonWriterOptions JsonLine { get; } = new() { Encoder = SafeJsonEncoder.Instance };

    /// <summary>Whether a character steers: a control code, a mark that turns the direction of text, or a separator that begins a line.</summary>
    public static bool Steers(int letter) =>
        letter is < 0x20 or (>= 0x7f and <= 0x9f) or 0x061c or 0x200e or 0x200f or (>= 0x2028 and <= 0x202e) or (>= 0x2066 and <= 0x2069);

    /// <summary>For a terminal or a message: one line.</summary>
    public static string OneLine(string text) => string.Create(text.Length, text, static (shown, given) =>
    {
        for (int i = 0; i < given.Length; i++)
        {
            bool isAlone = char.IsHighSurrogate(given[i]) ? i + 1 == given.Length || !char.IsLowSurrogate(given[i + 1])
                : char.IsLowSurrogate(given[i]) && (i == 0 || !char.IsHighSurrogate(given[i - 1]));
            shown[i] = given[i] is '\t' or '\n' or '\r' ? ' ' : isAlone || Steers(given[i]) ? Replacement : given[i];
        }
    });

    /// <summary>For the text or an attribute of a web page. Within an element such as <c>bdi</c> its direction is its own.</summary>
    public static string Html(string text) => WebUtility.HtmlEncode(OneLine(text));

    /// <summary>For a line or a table's cell in Markdown.</summary>
    public static string Markdown(string text)
    {
        var escaped = new StringBuilder();
        foreach (char letter in OneLine(text))
        {
            _ = letter switch
            {
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '&' => escaped.Append("&amp;"),
                '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '~' => escaped.Append('\\').Append(letter),
                _ => escaped.Append(letter),
            };
        }

        return escaped.ToString();
    }
}
