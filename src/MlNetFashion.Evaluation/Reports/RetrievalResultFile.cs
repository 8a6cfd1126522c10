using System.Text;
using System.Text.Json;
using MlNetFashion.Text;

namespace MlNetFashion.Evaluation;

/// <summary>Reads and writes files of <see cref="RetrievalResult"/>, one a line; the format is described there.</summary>
public static class RetrievalResultFile
{
    /// <summary>Reads a file as a stream.</summary>
    /// <exception cref="InvalidDataException">A line is not as it should be: the message has its number and the reason.</exception>
    public static IEnumerable<RetrievalResult> Read(string path) => JsonLines.Read(path, Parse).Select(read => read.Value);

    /// <summary>Writes a file.</summary>
    public static void Write(string path, IEnumerable<RetrievalResult> results) => JsonLines.Write(path, results.Select(Bytes));

    /// <summary>One result as a line, without the line's end, for writing as answers come.</summary>
    public static string Line(RetrievalResult result) => Encoding.UTF8.GetString(Bytes(result));

    static RetrievalResult Parse(JsonElement json) =>
        new(JsonLines.RequiredText(json, "id"), [.. JsonLines.List(json, "neighbours").Select(ParseItem)]);

    static RetrievedItem ParseItem(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw new FormatException($"\"neighbours\" should hold objects, but holds {json.ValueKind}.");
        if (!json.TryGetProperty("score", out JsonElement score) || score.ValueKind != JsonValueKind.Number || !score.TryGetSingle(out float value)
            || !float.IsFinite(value))
            throw new FormatException("A neighbour has no \"score\" that is a number.");
        return new RetrievedItem(JsonLines.RequiredText(json, "id"), value, JsonLines.Text(json, "title") ?? "");
    }

    static byte[] Bytes(RetrievalResult result) => JsonLines.Line(json =>
    {
        json.WriteString("id", result.Id);
        json.WriteStartArray("neighbours");
        foreach (RetrievedItem item in result.Neighbours)
        {
            json.WriteStartObject();
            json.WriteString("id", item.Id);
            json.WriteNumber("score", item.Score);
            json.WriteString("title", item.Title);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
