using System.Text.Json;
using MlNetFashion.Querying;

namespace MlNetFashion.Evaluation;

/// <summary>The optional members of a line of queries that ask with more than a text and a picture.</summary>
/// <remarks><c>"images":["b.jpg","c.jpg"]</c> are more pictures beside <c>"image"</c>; <c>"terms":{"floral":1,"black":-0.5}</c> are words with the weight
/// of <see cref="QueryTerm"/>, below 0 for less of it.</remarks>
static class QueryMembers
{
    const string ImagesName = "images", TermsName = "terms";

    /// <summary>Full paths of the pictures; empty without the member.</summary>
    /// <param name="line">The line's object.</param>
    /// <param name="folder">Where relative paths start.</param>
    /// <exception cref="FormatException">The member is something else; the message is a sentence.</exception>
    public static IReadOnlyList<string> Images(JsonElement line, string folder)
    {
        if (!line.TryGetProperty(ImagesName, out JsonElement member) || member.ValueKind == JsonValueKind.Null)
            return [];
        if (member.ValueKind != JsonValueKind.Array)
            throw new FormatException($"\"{ImagesName}\" should be a list of paths, but is {member.ValueKind}.");
        return [.. member.EnumerateArray()
            .Select(path => path.ValueKind == JsonValueKind.String && path.GetString() is { } text && !string.IsNullOrWhiteSpace(text) && !text.Contains('\0')
            ? Path.GetFullPath(text, folder)
            : throw new FormatException($"\"{ImagesName}\" should hold paths, but holds {path.GetRawText()}."))];
    }

    /// <summary>The terms; empty without the member.</summary>
    /// <param name="line">The line's object.</param>
    /// <inheritdoc cref="Images" path="/exception"/>
    public static IReadOnlyList<QueryTerm> Terms(JsonElement line)
    {
        if (!line.TryGetProperty(TermsName, out JsonElement member) || member.ValueKind == JsonValueKind.Null)
            return [];
        if (member.ValueKind != JsonValueKind.Object)
            throw new FormatException($"\"{TermsName}\" should be an object of words to weights, but is {member.ValueKind}.");
        return [.. member.EnumerateObject()
            .Select(term => term.Value.ValueKind == JsonValueKind.Number && term.Value.TryGetSingle(out float weight) && float.IsFinite(weight)
            ? new QueryTerm(term.Name, weight)
            : throw new FormatException($"\"{TermsName}\" should give \"{term.Name}\" a number, but gives {term.Value.GetRawText()}."))];
    }

    internal static void Write(Utf8JsonWriter json, IEnumerable<string> images, IReadOnlyList<QueryTerm> terms)
    {
        if (images.Any())
        {
            json.WriteStartArray(ImagesName);
            foreach (string image in images)
                json.WriteStringValue(image);
            json.WriteEndArray();
        }

        if (terms.Count == 0)
            return;
        json.WriteStartObject(TermsName);
        foreach (QueryTerm term in terms)
            json.WriteNumber(term.Text, term.Weight);
        json.WriteEndObject();
    }
}
