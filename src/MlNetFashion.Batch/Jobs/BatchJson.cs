using System.Text.Json.Serialization;

namespace MlNetFashion.Batch;

/// <summary>Plans and reports without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PlannedItem))]
[JsonSerializable(typeof(PlanTotals))]
[JsonSerializable(typeof(RunReport))]
sealed partial class BatchJson : JsonSerializerContext;
