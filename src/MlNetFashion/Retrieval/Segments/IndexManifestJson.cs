using System.Text.Json.Serialization;

namespace MlNetFashion.Retrieval;

// Generated code: reading JSON by reflection costs a starting process more than reading the index does.
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(IndexManifest))]
sealed partial class IndexManifestJson : JsonSerializerContext;
