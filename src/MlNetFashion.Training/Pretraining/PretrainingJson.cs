using System.Text.Json.Serialization;

namespace MlNetFashion.Training.Pretraining;

/// <summary>The JSON of options of pretraining.</summary>
[JsonSerializable(typeof(PretrainingRunOptions))]
sealed partial class PretrainingJson : JsonSerializerContext;
