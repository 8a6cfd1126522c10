using System.Text.Json.Serialization;

namespace MlNetFashion.Training.Autoencoder;

/// <summary>What of an autoencoder learns.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AutoencoderParts>))]
enum AutoencoderParts
{
    /// <summary>Encoder and decoder.</summary>
    Both,

    /// <summary>The encoder: it finds the latents of which a decoder, that of a generator for one, draws each picture.</summary>
    Encoder,

    /// <summary>The decoder; the latents stay as they are.</summary>
    Decoder,
}
