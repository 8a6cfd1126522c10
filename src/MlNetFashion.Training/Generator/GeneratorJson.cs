using System.Text.Json.Serialization;

namespace MlNetFashion.Training.Generator;

/// <summary>The JSON of options of the generator.</summary>
[JsonSerializable(typeof(GeneratorRunOptions))]
sealed partial class GeneratorJson : JsonSerializerContext;
