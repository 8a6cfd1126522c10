using System.Text.Json.Serialization;

namespace MlNetFashion.Training.Runs;

/// <summary>The JSON of a line of metrics.</summary>
[JsonSerializable(typeof(Dictionary<string, double>))]
sealed partial class MetricsJson : JsonSerializerContext;
