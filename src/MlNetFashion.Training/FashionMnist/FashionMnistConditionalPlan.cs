using MlNetFashion.Training.Adversarial;
using MlNetFashion.Training.Recipes;

namespace MlNetFashion.Training.FashionMnist;

/// <summary>What may be chosen for a run of the conditional GAN.</summary>
public sealed record FashionMnistConditionalPlan : FashionMnistPlan
{
    /// <summary>The words for what generator and discriminator play for.</summary>
    internal static OptionWords<AdversarialLoss> Losses { get; } =
        new(("hinge", AdversarialLoss.Hinge), ("wasserstein", AdversarialLoss.Wasserstein), ("cross-entropy", AdversarialLoss.BinaryCrossEntropy));

    /// <value>What generator and discriminator play for, with all that belongs to it; null for the usual, hinge.</value>
    public AdversarialLoss? Loss { get; init; }

    /// <summary>The loss with all that belongs to it.</summary>
    internal AdversarialOptions Adversarial => Loss switch
    {
        AdversarialLoss.Wasserstein => AdversarialOptions.WassersteinPenalty,
        AdversarialLoss.BinaryCrossEntropy => AdversarialOptions.CrossEntropy,
        _ => new FashionMnistConditionalTrainingOptions().Adversarial,
    };

    internal override IEnumerable<string> Words => Loss is { } loss ? [$"--loss {Losses.Of(loss)}"] : [];
}
