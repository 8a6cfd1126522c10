using System.Text.Json;

namespace MlNetFashion.Text;

/// <summary>What the types of .NET do not say of lists in JSON: that nothing in them is null.</summary>
static class JsonLists
{
    /// <summary>Refuses a text in which a list holds null.</summary>
    /// <exception cref="JsonException">One does, or it is no JSON.</exception>
    public static void RequireNoNull(ReadOnlyMemory<byte> json)
    {
        using JsonDocument text = JsonDocument.Parse(json);
        if (HoldsNull(text.RootElement))
            throw new JsonException("A list in it holds null.");
    }

    static bool HoldsNull(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().Any(each => each.ValueKind == JsonValueKind.Null || HoldsNull(each)),
        JsonValueKind.Object => value.EnumerateObject().Any(member => HoldsNull(member.Value)),
        _ => false,
    };
}
