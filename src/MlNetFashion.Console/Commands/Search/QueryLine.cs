using System.Text;
using System.Text.Json;
using MlNetFashion.Evaluation;
using MlNetFashion.Querying;
using MlNetFashion.Text;

namespace MlNetFashion.Tool.Commands;

/// <summary>One line of a file of queries, read on its own, so that a bad line does not keep the others from being answered.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Id">The query's id; empty where the line has none.</param>
/// <param name="Text">What is asked for, or null.</param>
/// <param name="Image">The full path of a picture, or null.</param>
/// <param name="Reason">Why the line cannot be used, in a sentence; null where it can.</param>
sealed record QueryLine(int Number, string Id, string? Text, string? Image, string? Reason = null)
{
    /// <summary>The same limit as for other files of JSON Lines.</summary>
    const int LongestLine = 4 << 20;

    /// <value>The full paths of more pictures.</value>
    public IReadOnlyList<string> MoreImages { get; init; } = [];

    /// <value>What there should be more or less of.</value>
    public IReadOnlyList<QueryTerm> Terms { get; init; } = [];

    /// <summary>Reads a file as a stream; blank lines are passed over.</summary>
    public static IEnumerable<QueryLine> Read(string path)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        using var reader = new StreamReader(path, Encoding.UTF8);
        for (int number = 1; ReadLine(reader) is { } line; number++)
        {
            if (line.Length > LongestLine)
            {
                yield return new QueryLine(number, "", null, null, $"It is longer than {LongestLine:N0} characters.");
                continue;
            }

            if (string.IsNullOrWhiteSpace(line))
                continue;
            QueryLine query = Parse(number, line, folder);
            yield return query.Reason is null && !seen.TryAdd(query.Id, number)
                ? query with { Reason = $"Its id \"{query.Id}\" is that of line {seen[query.Id]} already; answers could not be told apart." }
                : query;
        }
    }

    static QueryLine Parse(int number, string line, string folder)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(line);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                throw new FormatException($"It should be an object, but is {json.RootElement.ValueKind}.");
            string? text = Member(json.RootElement, "text"), image = Member(json.RootElement, "image");
            string id = JsonLines.RequiredId(json.RootElement, "id");
            if (text is null && image is null)
                throw new FormatException("It has neither \"text\" nor \"image\"; a query needs one of them.");
            if (image?.Contains('\0') == true)
                throw new FormatException("\"image\" is not a path.");
            return new QueryLine(number, id, text, image is null ? null : Path.GetFullPath(image, folder))
            {
                MoreImages = QueryMembers.Images(json.RootElement, folder),
                Terms = QueryMembers.Terms(json.RootElement),
            };
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            return new QueryLine(number, "", null, null, e is JsonException ? $"It is not JSON: {JsonFault.Reason(e)}." : e.Message);
        }
    }

    static string? Member(JsonElement line, string name)
    {
        if (!line.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
            return null;
        string text = value.ValueKind == JsonValueKind.String ? value.GetString()!
            : throw new FormatException($"\"{name}\" should be text, but is {value.ValueKind}.");
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    // Of a line that is too long only so much is kept as shows that it is.
    static string? ReadLine(StreamReader reader)
    {
        var line = new StringBuilder();
        for (int letter = reader.Read(); letter >= 0; letter = reader.Read())
        {
            if (letter == '\n')
                return line.ToString();
            if (line.Length <= LongestLine)
                line.Append((char)letter);
        }

        return line.Length == 0 ? null : line.ToString();
    }
}
