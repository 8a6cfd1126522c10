using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace MlNetFashion.Training.Runs;

/// <summary>How options of runs are written and read: readable, and with every option in its place.</summary>
static class RunJson
{
    /// <summary>The JSON of a recipe's options.</summary>
    /// <typeparam name="T">The options.</typeparam>
    /// <param name="context">Knows them.</param>
    public static JsonTypeInfo<T> Of<T>(IJsonTypeInfoResolver context) => (JsonTypeInfo<T>)new JsonSerializerOptions
    {
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        TypeInfoResolver = context.WithAddedModifier(RequireAll),
    }.GetTypeInfo(typeof(T));

    // An option that is missing would be 0 or null, and not what it was.
    static void RequireAll(JsonTypeInfo type)
    {
        foreach (JsonPropertyInfo option in type.Properties.Where(option => option.Set is not null))
            option.IsRequired = true;
    }
}
