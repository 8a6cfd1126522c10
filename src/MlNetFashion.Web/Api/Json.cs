using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MlNetFashion.Answers;
using MlNetFashion.Text;

namespace MlNetFashion.Web;

/// <summary>JSON as the tool writes it.</summary>
static class Json
{
    /// <summary>The tool's lines and this interface's own, letters of all languages as they are.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = SafeJsonEncoder.Instance,
        TypeInfoResolver = JsonTypeInfoResolver.Combine(AnswerJson.Default, ApiJson.Default),
    };

    /// <summary>An answer.</summary>
    public static IResult Of<T>(T value) => Results.Json(value, Options);
}
