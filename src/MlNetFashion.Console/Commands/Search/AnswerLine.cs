using System.Text.Json;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Tool.Commands;

/// <summary>The answers to a query as a line of JSON: its <c>"id"</c> and its <c>"neighbours"</c>, best first.</summary>
/// <remarks>Of a neighbour: <c>"id"</c>, <c>"score"</c> and <c>"title"</c>; <c>"alike"</c>, the ids of near-duplicates behind it; <c>"variants"</c>, the ids of variants,
/// and their <c>"colours"</c>; and <c>"why"</c>, an object of <c>"parts"</c> (what each adds to the score:
/// weight × cosine) and <c>"attributes"</c> (whether it has what was read out of the request; null where no attribute tells).</remarks>
static class AnswerLine
{
    public static void Write(Terminal terminal, string id, IReadOnlyList<Neighbour> found, bool why) => terminal.WriteJson(json =>
    {
        json.WriteString("id", id);
        WriteNeighbours(json, found, why);
    });

    public static void WriteNeighbours(Utf8JsonWriter json, IReadOnlyList<Neighbour> found, bool why)
    {
        json.WriteStartArray("neighbours");
        foreach (Neighbour neighbour in found)
        {
            json.WriteStartObject();
            json.WriteString("id", neighbour.Id);
            json.WriteNumber("score", neighbour.Score);
            json.WriteString("title", neighbour.Item.Title);
            if (neighbour.Alike.Count > 0)
            {
                json.WriteStartArray("alike");
                foreach (Neighbour other in neighbour.Alike)
                    json.WriteStringValue(other.Id);
                json.WriteEndArray();
            }

            if (neighbour.Variants.Count > 0)
            {
                json.WriteStartArray("variants");
                foreach (Neighbour other in neighbour.Variants)
                    json.WriteStringValue(other.Id);
                json.WriteEndArray();
                json.WriteStartArray("colours");
                foreach (string colour in neighbour.Colours)
                    json.WriteStringValue(colour);
                json.WriteEndArray();
            }

            if (why)
                WriteWhy(json, neighbour);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    static void WriteWhy(Utf8JsonWriter json, Neighbour neighbour)
    {
        json.WriteStartObject("why");
        json.WriteStartArray("parts");
        foreach (PartScore part in neighbour.Parts)
        {
            json.WriteStartObject();
            json.WriteString("name", part.Name);
            json.WriteNumber("weight", part.Weight);
            json.WriteNumber("cosine", part.Cosine);
            json.WriteNumber("adds", part.Adds);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("attributes");
        foreach (AttributeMatch match in neighbour.Attributes)
        {
            json.WriteStartObject();
            json.WriteString("kind", match.Kind.ToString());
            json.WriteString("asked", match.Asked);
            json.WriteString("change", match.Change);
            if (match.Has is { } has)
                json.WriteBoolean("has", has);
            else
                json.WriteNull("has");
            json.WriteString("value", match.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
