using System.Text.Json.Serialization;

namespace MlNetFashion.Training.Embedding;

/// <summary>The JSON of options of the encoders.</summary>
[JsonSerializable(typeof(EmbeddingRunOptions))]
sealed partial class EmbeddingJson : JsonSerializerContext;
