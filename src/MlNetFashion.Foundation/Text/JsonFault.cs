using System.Text.Json;

namespace MlNetFashion.Text;

/// <summary>What is wrong with a JSON text, in words for who has the text: neither .NET's types nor its notation for places.</summary>
static class JsonFault
{
    // A name in the text may be as long as the text.
    const int LongestMessage = 300, LongestPath = 100;

    /// <summary>The reason, without a full stop at its end.</summary>
    /// <param name="fault">What reading the text threw.</param>
    public static string Reason(Exception fault)
    {
        string message = fault.Message;
        foreach (string place in (string[])[" Path: ", " LineNumber: "])
        {
            if (message.IndexOf(place, StringComparison.Ordinal) is > 0 and int end)
                message = message[..end];
        }

        message = Shortened(message.TrimEnd('.', ' '), LongestMessage);
        if (fault is not JsonException json)
            return message;
        if (message.Contains("could not be converted", StringComparison.Ordinal) || message.Contains("JSON deserialization for type", StringComparison.Ordinal))
            message = "something there is not what it should be";
        // The path begins with "$", the whole text.
        string at = json.Path is { Length: > 2 } path ? $", at {Shortened(path[1..].TrimStart('.'), LongestPath)}" : "";
        return json.LineNumber is { } line ? $"{message}{at}, line {line + 1}" : $"{message}{at}";
    }

    static string Shortened(string text, int most) => text.Length <= most ? text : text[..most] + "…";
}
