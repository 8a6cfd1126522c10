using System.Text.Json;
using MlNetFashion.Text;

namespace MlNetFashion.Evaluation;

/// <summary>Reads and writes files of <see cref="RetrievalQuery"/>, one a line; the format is described there.</summary>
public static class RetrievalQueryFile
{
    /// <summary>Reads a file as a stream. Relative image paths become full ones; whether the pictures exist is not looked at.</summary>
    /// <exception cref="InvalidDataException">A line is not as it should be: the message has its number and the reason.</exception>
    public static IEnumerable<RetrievalQuery> Read(string path)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach ((int line, RetrievalQuery query) in JsonLines.Read(path, json => Parse(json, folder)))
        {
            if (!seen.TryAdd(query.Id, line))
                throw JsonLines.Bad(path, line, $"Its id \"{query.Id}\" is that of line {seen[query.Id]} already; answers could not be told apart.");
            yield return query;
        }
    }

    /// <summary>Writes a file. Images within the file's folder are written as paths relative to it, so that the folder can be moved.</summary>
    public static void Write(string path, IEnumerable<RetrievalQuery> queries)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        JsonLines.Write(path, queries.Select(query => Line(query, folder)));
    }

    static RetrievalQuery Parse(JsonElement json, string folder)
    {
        string? text = JsonLines.Text(json, "text"), image = PathOf("image");
        if (text is null && image is null)
            throw new FormatException("It has neither \"text\" nor \"image\"; a query needs one of them.");
        string[] relevant = json.TryGetProperty("relevant", out JsonElement member) && member.ValueKind != JsonValueKind.Null
            ? [.. JsonLines.List(json, "relevant").Select(id => JsonLines.Id(id, "relevant"))]
            : [];
        return new RetrievalQuery(
            JsonLines.RequiredId(json, "id"), text, image, relevant,
            JsonLines.Text(json, "kind"), json.TryGetProperty("reference", out JsonElement reference)
                && reference.ValueKind != JsonValueKind.Null ? JsonLines.Id(reference, "reference") : null)
        {
            Protocol = JsonLines.Text(json, "protocol"),
            Gallery = PathOf("gallery"),
            MoreImages = QueryMembers.Images(json, folder),
            Terms = QueryMembers.Terms(json),
            Slices = QuerySlicesJson.Read(json),
        };

        string? PathOf(string member) => JsonLines.Text(json, member) switch
        {
            null => null,
            string path when path.Contains('\0') => throw new FormatException($"\"{member}\" is not a path."),
            string path => Path.GetFullPath(path, folder),
        };
    }

    static byte[] Line(RetrievalQuery query, string folder) => JsonLines.Line(json =>
    {
        json.WriteString("id", query.Id);
        if (query.Kind is not null)
            json.WriteString("kind", query.Kind);
        if (query.Protocol is not null)
            json.WriteString("protocol", query.Protocol);
        if (query.Gallery is not null)
            json.WriteString("gallery", Relative(query.Gallery, folder));
        json.WriteString("text", query.Text);
        json.WriteString("image", query.Image is null ? null : Relative(query.Image, folder));
        QueryMembers.Write(json, query.MoreImages.Select(image => Relative(image, folder)), query.Terms);
        if (query.Reference is not null)
            json.WriteString("reference", query.Reference);
        QuerySlicesJson.Write(json, query.Slices);
        json.WriteStartArray("relevant");
        foreach (string id in query.Relevant)
            json.WriteStringValue(id);
        json.WriteEndArray();
    });

    static string Relative(string image, string folder)
    {
        string full = Path.GetFullPath(image), relative = Path.GetRelativePath(folder, full);
        return relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? full : relative.Replace('\\', '/');
    }
}
