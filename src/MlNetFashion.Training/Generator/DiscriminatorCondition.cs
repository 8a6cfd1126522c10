using System.Text.Json.Serialization;

namespace MlNetFashion.Training.Generator;

/// <summary>How a discriminator looks at what was asked for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DiscriminatorCondition>))]
enum DiscriminatorCondition
{
    /// <summary>A product of the picture's features and the projected query is added to the score
    /// (Miyato and Koyama, cGANs with Projection Discriminator, 2018).</summary>
    Projection,

    /// <summary>A dense layer sees features and query side by side (Reed et al., Generative Adversarial Text to Image Synthesis, 2016).</summary>
    Concatenation,
}
