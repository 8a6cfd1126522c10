using System.Text.Json.Serialization;

namespace MlNetFashion.Catalogues;

/// <summary>The JSON of Fashion IQ's files.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(FashionIqCaption[]))]
[JsonSerializable(typeof(FashionIqTitle))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(Dictionary<string, string[][]>))]
sealed partial class FashionIqJson : JsonSerializerContext;
