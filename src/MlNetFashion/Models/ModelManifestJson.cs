using System.Text.Json.Serialization;

namespace MlNetFashion.Models;

/// <summary>models.json without reflection.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(JsonStringEnumConverter<FindingKind>)])]
[JsonSerializable(typeof(ModelManifest))]
sealed partial class ModelManifestJson : JsonSerializerContext;
