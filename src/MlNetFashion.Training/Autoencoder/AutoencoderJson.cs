using System.Text.Json.Serialization;

namespace MlNetFashion.Training.Autoencoder;

/// <summary>The JSON of options of the autoencoder.</summary>
[JsonSerializable(typeof(AutoencoderRunOptions))]
sealed partial class AutoencoderJson : JsonSerializerContext;
