using System.Text.Json;

namespace MlNetFashion.Catalogues;

/// <summary>What a file beside a picture says of it: a text, or an object of JSON with a
/// caption and other values, as collections of captioned pictures have them
/// (webdataset).</summary>
/// <param name="Title">Words for people; empty where there are none.</param>
/// <param name="Attributes">The other values of the object.</param>
sealed record PictureCaption(string Title, IReadOnlyDictionary<string, string> Attributes)
{
    const int LongestFile = 1 << 16, LongestTitle = 1000, MostAttributes = 50;

    // The first of these that there is.
    static readonly string[] s_titles = ["title", "caption", "productDisplayName", "name", "text", "description", "alt"];

    static readonly Dictionary<string, string> s_none = [];

    /// <summary>Reads such a file; null where it is too long, empty, or no object.</summary>
    public static PictureCaption? Read(SourceFile file)
    {
        if (file.Bytes.Length > LongestFile)
            return null;
        if (!file.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            return Plain(SourceNames.Decode(file.Bytes)) is { Length: > 0 } title ? new PictureCaption(title, s_none) : null;
        try
        {
            using JsonDocument json = JsonDocument.Parse(file.Bytes);
            return json.RootElement.ValueKind == JsonValueKind.Object ? Read(json.RootElement) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Both; the text of a .txt is preferred to one in a .json.</summary>
    public PictureCaption With(PictureCaption other) => new(
        Attributes.Count == 0 && Title.Length > 0 ? Title : other.Title.Length > 0 ? other.Title : Title,
        Attributes.Count > 0 ? Attributes : other.Attributes);

    static PictureCaption? Read(JsonElement json)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (JsonProperty member in json.EnumerateObject())
        {
            if (values.Count <= MostAttributes && member.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True
                or JsonValueKind.False
                && Plain(member.Value.ToString()) is { Length: > 0 } value)
                values.TryAdd(member.Name, value);
        }

        string? caption = s_titles.FirstOrDefault(values.ContainsKey);
        string title = caption is null ? "" : values[caption];
        if (caption is not null)
            values.Remove(caption);
        return title.Length > 0 || values.Count > 0 ? new PictureCaption(title, values) : null;
    }

    static string Plain(string text)
    {
        string title = string.Join(' ', text.TrimStart('\ufeff').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return title.Length <= LongestTitle ? title : title[..LongestTitle];
    }
}
