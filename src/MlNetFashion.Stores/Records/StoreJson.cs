using System.Text.Json.Serialization;

namespace MlNetFashion.Stores;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(CatalogueManifest))]
[JsonSerializable(typeof(ItemText))]
[JsonSerializable(typeof(string[]))]
sealed partial class StoreJson : JsonSerializerContext;
