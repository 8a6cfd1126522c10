using System.Text.Json.Serialization;

namespace MlNetFashion.Batch;

/// <summary>Plans without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PlannedItem))]
[JsonSerializable(typeof(PlanTotals))]
[JsonSerializable(typeof(PublishedPlan))]
sealed partial class PlanJson : JsonSerializerContext;
