using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MlNetFashion.Fuzzing;

/// <summary>Exchanges, drops, doubles and renames values of JSON, so that the result is JSON still.</summary>
static class JsonMutation
{
    static readonly string[] s_values =
        ["null", "true", "false", "0", "-1", "1.5", "1e308", "-0.0", "2147483648", "18446744073709551616", "\"\"", "\"x\"", "\"..\"", "\"/\"", "\"\\u0000\"",
            "\"\\u202e\"", "[]", "[null]", "{}", "{\"a\":null}", "[[]]"];

    /// <summary>An input with one value changed: the whole text, or one of its lines. Null where it is no JSON.</summary>
    public static byte[]? Change(ref SeededNumbers numbers, byte[] input)
    {
        if (TryParse(input) is { } whole)
            return Write(Change(ref numbers, whole));
        int start = input.AsSpan(0, numbers.Below(input.Length)).LastIndexOf((byte)'\n') + 1;
        int length = input.AsSpan(start).IndexOf((byte)'\n');
        byte[] line = length < 0 ? input[start..] : input[start..(start + length)];
        return TryParse(line) is { } value && Write(Change(ref numbers, value)) is { } changed
            ? [.. input[..start], .. changed, .. input[(start + line.Length)..]] : null;
    }

    static JsonNode? Change(ref SeededNumbers numbers, JsonNode root)
    {
        List<JsonNode> holders = [];
        Collect(root, holders);
        if (holders.Count == 0)
            return Value(ref numbers);
        JsonNode holder = numbers.Of(holders);
        if (holder is JsonArray list)
        {
            int at = numbers.Below(list.Count);
            if (list.Count == 0 || numbers.Below(4) == 0)
                list.Insert(at, list.Count > 0 && numbers.Below(2) == 0 ? list[at]?.DeepClone() : Value(ref numbers));
            else if (numbers.Below(4) == 0)
                list.RemoveAt(at);
            else
                list[at] = Value(ref numbers);
        }
        else if (holder is JsonObject members)
        {
            string[] names = [.. members.Select(member => member.Key)];
            string name = names.Length > 0 ? numbers.Of(names) : "x";
            switch (numbers.Below(5))
            {
                case 0:
                    members.Remove(name);
                    break;
                case 1 when names.Length > 0:
                    JsonNode? value = members[name];
                    members.Remove(name);
                    members[numbers.Below(2) == 0 ? name.ToUpperInvariant() : "unknown"] = value;
                    break;
                case 2 when names.Length > 1:
                    members[name] = members[numbers.Of(names)]?.DeepClone();
                    break;
                default:
                    members[name] = Value(ref numbers);
                    break;
            }
        }

        return root;
    }

    static JsonNode? Value(ref SeededNumbers numbers) => JsonNode.Parse(numbers.Of(s_values));

    static void Collect(JsonNode? node, List<JsonNode> holders)
    {
        if (node is JsonObject members)
        {
            holders.Add(members);
            foreach ((_, JsonNode? value) in members)
                Collect(value, holders);
        }
        else if (node is JsonArray list)
        {
            holders.Add(list);
            foreach (JsonNode? value in list)
                Collect(value, holders);
        }
    }

    static JsonNode? TryParse(byte[] bytes)
    {
        try
        {
            JsonNode? node = JsonNode.Parse(bytes);
            // Names are looked at when they are asked for: one that is there twice, or is no text, is told only then.
            Collect(node, []);
            return node;
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    static byte[]? Write(JsonNode? node)
    {
        try
        {
            return Encoding.UTF8.GetBytes(node?.ToJsonString() ?? "null");
        }
        catch (InvalidOperationException)
        {
            // Half a character, which was only carried along so far.
            return null;
        }
    }
}
