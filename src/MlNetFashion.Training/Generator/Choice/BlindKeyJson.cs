using System.Text.Json.Serialization;

namespace MlNetFashion.Training.Generator.Choice;

/// <summary>Keys without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(BlindKey))]
sealed partial class BlindKeyJson : JsonSerializerContext;
