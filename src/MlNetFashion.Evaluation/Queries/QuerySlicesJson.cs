using System.Text.Json;

namespace MlNetFashion.Evaluation;

/// <summary>Slices as JSON: an object of names to a text, or to a list of texts.</summary>
static class QuerySlicesJson
{
    public const string Member = "slices";

    /// <exception cref="FormatException">The member is there and is something else.</exception>
    public static QuerySlices Read(JsonElement line)
    {
        if (!line.TryGetProperty(Member, out JsonElement slices) || slices.ValueKind == JsonValueKind.Null)
            return QuerySlices.None;
        if (slices.ValueKind != JsonValueKind.Object)
            throw new FormatException($"\"{Member}\" should be an object of names to values, but is {slices.ValueKind}.");
        var values = new List<KeyValuePair<string, string>>();
        foreach (JsonProperty slice in slices.EnumerateObject())
        {
            if (slice.Value.ValueKind == JsonValueKind.Array)
                values.AddRange(slice.Value.EnumerateArray().Select(value => KeyValuePair.Create(slice.Name, Text(value, slice.Name))));
            else
                values.Add(KeyValuePair.Create(slice.Name, Text(slice.Value, slice.Name)));
        }

        return new QuerySlices(values);
    }

    /// <summary>Writes the member; nothing where there are no slices.</summary>
    public static void Write(Utf8JsonWriter json, QuerySlices slices)
    {
        if (slices.Values.Count == 0)
            return;
        json.WriteStartObject(Member);
        foreach (IGrouping<string, string> slice in slices.Values.GroupBy(pair => pair.Key, pair => pair.Value))
        {
            if (slice.Count() == 1)
            {
                json.WriteString(slice.Key, slice.First());
                continue;
            }

            json.WriteStartArray(slice.Key);
            foreach (string value in slice)
                json.WriteStringValue(value);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    static string Text(JsonElement value, string name) => value.ValueKind == JsonValueKind.String
        ? value.GetString()!
        : throw new FormatException($"The slice \"{name}\" should be text or a list of texts, but holds {value.ValueKind}.");
}
