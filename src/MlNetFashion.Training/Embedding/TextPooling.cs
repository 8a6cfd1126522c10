using System.Text.Json.Serialization;

namespace MlNetFashion.Training.Embedding;

/// <summary>How the states of a text's tokens become one vector.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TextPooling>))]
enum TextPooling
{
    /// <summary>Their mean, padding left out.</summary>
    Mean,

    /// <summary>The state of the first token, [CLS].</summary>
    Cls,
}
