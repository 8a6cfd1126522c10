using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using MlNetFashion.Text;

namespace MlNetFashion.Training.Runs;

/// <summary>Single options of a run, chosen by their names as they stand in options.json.</summary>
static class OptionSettings
{
    /// <summary>Changes options.</summary>
    /// <param name="options">The run's options, as they are written to options.json.</param>
    /// <param name="settings">Each <c>PATH=VALUE</c>: names joined by dots, and JSON (a number, <c>true</c>, <c>[64,32]</c>) or a word.</param>
    /// <param name="info">The options' JSON.</param>
    /// <returns>A copy with all settings.</returns>
    /// <exception cref="ArgumentException">A setting names no option, or gives it what it cannot be.</exception>
    public static T Apply<T>(T options, IReadOnlyList<string> settings, JsonTypeInfo<T> info) where T : class
    {
        foreach (string setting in settings)
            options = Set(options, setting, info);
        return options;
    }

    static T Set<T>(T options, string setting, JsonTypeInfo<T> info) where T : class
    {
        JsonNode root = JsonSerializer.SerializeToNode(options, info)!;
        int equals = setting.IndexOf('=', StringComparison.Ordinal);
        if (equals < 1)
            throw new ArgumentException($"\"{setting}\" sets nothing. Write it as NAME=VALUE, such as {Names(root.AsObject())[0]}=….");
        string[] path = setting[..equals].Split('.');
        JsonObject holder = root.AsObject();
        foreach (string name in path[..^1])
            holder = holder[name] as JsonObject ?? throw Unknown(setting, name, holder);
        if (!holder.ContainsKey(path[^1]))
            throw Unknown(setting, path[^1], holder);
        holder[path[^1]] = Value(setting[(equals + 1)..]);
        try
        {
            return root.Deserialize(info)!;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new ArgumentException($"\"{setting}\" gives {path[^1]} what it cannot be: {JsonFault.Reason(exception)}. "
                + "Write a value like that in a run's options.json.", exception);
        }
    }

    static JsonNode? Value(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }

    static ArgumentException Unknown(string setting, string name, JsonObject holder) =>
        new($"\"{setting}\" sets \"{name}\", but the options here are {string.Join(", ", Names(holder))}. Choose one of them.");

    static string[] Names(JsonObject holder) => [.. holder.Select(each => each.Key)];
}
