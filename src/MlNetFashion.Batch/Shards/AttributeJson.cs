using System.Text;
using System.Text.Json;
using MlNetFashion.Text;

namespace MlNetFashion.Batch;

/// <summary>An item's attributes as a JSON object in their order, which DuckDB, Spark and Python read with a word.</summary>
static class AttributeJson
{
    public static string Write(IReadOnlyDictionary<string, string> attributes)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, SafeText.JsonLine))
        {
            json.WriteStartObject();
            foreach ((string name, string value) in attributes)
                json.WriteString(name, value);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    /// <exception cref="JsonException">It is no object of texts.</exception>
    public static IReadOnlyDictionary<string, string> Read(string json)
    {
        var attributes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        using JsonDocument document = JsonDocument.Parse(json);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw new JsonException("Attributes are an object.");
        foreach (JsonProperty property in document.RootElement.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.String)
                throw new JsonException($"The attribute \"{property.Name}\" is no text.");
            attributes.TryAdd(property.Name, property.Value.GetString()!);
        }

        return attributes;
    }
}
