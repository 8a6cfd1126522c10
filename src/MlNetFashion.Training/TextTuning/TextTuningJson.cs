using System.Text.Json.Serialization;

namespace MlNetFashion.Training.TextTuning;

/// <summary>The JSON of options of text tuning.</summary>
[JsonSerializable(typeof(TextRunOptions))]
sealed partial class TextTuningJson : JsonSerializerContext;
