using System.Text.Json.Serialization;

namespace MlNetFashion.Web;

/// <summary>What this interface alone answers, as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DrawnLine))]
[JsonSerializable(typeof(EmbeddedLine))]
[JsonSerializable(typeof(ItemLine))]
sealed partial class ApiJson : JsonSerializerContext;
