using System.Text.Json.Serialization;
using MlNetFashion.Catalogues;
using MlNetFashion.Storage;

namespace MlNetFashion.Models;

/// <summary>models.json without reflection.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(NamedEnumConverter<AttributeKind>)])]
[JsonSerializable(typeof(ModelManifest))]
sealed partial class ModelManifestJson : JsonSerializerContext;
