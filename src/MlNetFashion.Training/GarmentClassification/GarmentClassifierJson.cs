using System.Text.Json.Serialization;

namespace MlNetFashion.Training.GarmentClassification;

/// <summary>The JSON of options of the garment classifier.</summary>
[JsonSerializable(typeof(GarmentClassifierRunOptions))]
sealed partial class GarmentClassifierJson : JsonSerializerContext;
