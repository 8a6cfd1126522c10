using System.Text.Json;
using MlNetFashion.Text;

namespace MlNetFashion.Training.Generator.Choice;

/// <summary>What both generators of a blind choice are asked for.</summary>
/// <param name="Group">"plain", "patterned", "worn", "footwear", "accessories" or "reference".</param>
/// <param name="Text">The words.</param>
/// <param name="Like">The attributes of the photo that is shown with them; null for words alone.</param>
sealed record BlindRequest(string Group, string Text, IReadOnlyDictionary<string, string>? Like)
{
    const string Resource = "MlNetFashion.Training.Generator.Choice.blind-requests.jsonl";

    /// <summary>The thirty that come with the program.</summary>
    public static IReadOnlyList<BlindRequest> All()
    {
        using Stream stream = typeof(BlindRequest).Assembly.GetManifestResourceStream(Resource)!;
        return [.. JsonLines.Read(stream, "the requests of the blind choice", Parse).Select(request => request.Value)];
    }

    static BlindRequest Parse(JsonElement json) => new(JsonLines.RequiredText(json, "group"), JsonLines.RequiredText(json, "text"),
        json.TryGetProperty("like", out JsonElement like)
            ? like.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.GetString()!) : null);
}
