using System.Text.Json.Serialization;

namespace MlNetFashion.Training.Adversarial;

/// <summary>What discriminator and generator play for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AdversarialLoss>))]
public enum AdversarialLoss
{
    /// <summary>Binary cross-entropy, non-saturating for the generator (Goodfellow et al., 2014). Scores are logits.</summary>
    BinaryCrossEntropy,

    /// <summary>Hinge: real above 1, drawn below −1 (Lim and Ye, 2017). Scores are unbounded.</summary>
    Hinge,

    /// <summary>Wasserstein distance, with a gradient penalty to hold the critic to it (Gulrajani et al., 2017). Scores are unbounded.</summary>
    Wasserstein,
}
