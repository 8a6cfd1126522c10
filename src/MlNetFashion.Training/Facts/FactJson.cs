using System.Text.Json.Serialization;

namespace MlNetFashion.Training.Facts;

/// <summary>The JSON of options of runs that make embeddings tell facts.</summary>
[JsonSerializable(typeof(FactRunOptions))]
sealed partial class FactJson : JsonSerializerContext;
