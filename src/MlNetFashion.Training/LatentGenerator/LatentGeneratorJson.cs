using System.Text.Json.Serialization;

namespace MlNetFashion.Training.LatentGenerator;

/// <summary>The JSON of options of the latent generator.</summary>
[JsonSerializable(typeof(LatentGeneratorRunOptions))]
sealed partial class LatentGeneratorJson : JsonSerializerContext;
