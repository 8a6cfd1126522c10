using System.Text.Json.Serialization;
using MlNetFashion.Catalogues;

namespace MlNetFashion.Models;

/// <summary>models.json without reflection.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(JsonStringEnumConverter<AttributeKind>)])]
[JsonSerializable(typeof(ModelManifest))]
sealed partial class ModelManifestJson : JsonSerializerContext;
