using System.Text.Json.Serialization;

namespace MlNetFashion.Batch;

/// <summary>Reports without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RunReport))]
[JsonSerializable(typeof(IReadOnlyList<RunReport>))]
sealed partial class ReportJson : JsonSerializerContext;
