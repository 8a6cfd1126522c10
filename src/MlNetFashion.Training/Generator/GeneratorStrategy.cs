using MlNetFashion.Training.Adversarial;

namespace MlNetFashion.Training.Generator;

/// <summary>A way to train the generator that was compared with the others: each but the last adds one thing to the one before it.</summary>
public sealed record GeneratorStrategy
{
    // A conditional GAN and nothing else. All learn at the rates of DCGAN (Radford et al., 2015) and keep an average of the generator's weights.
    static readonly GeneratorTrainingOptions s_adversarial = new()
    {
        AdversarialFrom = 0,
        AdversarialWeight = 1,
        PixelWeight = 0,
        FeatureWeight = 0,
        DivergenceWeight = 0,
        MatchingWeight = 0,
        Adversarial = new AdversarialOptions
        {
            Loss = AdversarialLoss.BinaryCrossEntropy,
            GeneratorLearningRate = 2e-4,
            DiscriminatorLearningRate = 2e-4,
            Beta1 = 0.5,
            DiscriminatorBeta1 = 0.5,
            Beta2 = 0.999,
            AverageDecay = 0.99,
        },
    };

    GeneratorStrategy(string name, string summary, GeneratorTrainingOptions training,
        DiscriminatorCondition condition = DiscriminatorCondition.Projection, bool spectralNorm = false) =>
        (Name, Summary, Training, Condition, SpectralNorm) = (name, summary, training, condition, spectralNorm);

    /// <summary>As it is asked for.</summary>
    public string Name { get; private init; }

    /// <summary>What it is, for people.</summary>
    public string Summary { get; private init; }

    /// <summary>How it is trained.</summary>
    internal GeneratorTrainingOptions Training { get; init; }

    /// <summary>How the discriminator looks at the query.</summary>
    internal DiscriminatorCondition Condition { get; }

    /// <summary>Whether the discriminator is spectrally normalised.</summary>
    internal bool SpectralNorm { get; }

    /// <summary>Binary cross-entropy, as GANs began (Goodfellow et al., 2014); the query is put beside the picture's features (Reed et al., 2016).</summary>
    public static GeneratorStrategy CrossEntropy { get; } = new("cross-entropy", "binary cross-entropy", s_adversarial, DiscriminatorCondition.Concatenation);

    /// <summary>Cross-entropy with one-sided label smoothing (Salimans et al., 2016) and two time scales (Heusel et al., 2017).</summary>
    public static GeneratorStrategy Smoothed { get; } = CrossEntropy with
    {
        Name = "smoothed",
        Summary = "cross-entropy, one-sided label smoothing, two time scales",
        Training = s_adversarial with { Adversarial = s_adversarial.Adversarial with { LabelSmoothing = 0.1, DiscriminatorLearningRate = 4e-4 } },
    };

    /// <summary>WGAN-GP (Gulrajani et al., 2017), five critic steps.</summary>
    public static GeneratorStrategy Wasserstein { get; } = CrossEntropy with
    {
        Name = "wasserstein",
        Summary = "WGAN-GP, five critic steps",
        Training = s_adversarial with { Adversarial = AdversarialOptions.WassersteinPenalty with { AverageDecay = 0.99 } },
    };

    /// <summary>Hinge loss, projection discriminator with spectral normalisation, two time scales.</summary>
    public static GeneratorStrategy Hinge { get; } = new("hinge", "hinge loss, projection discriminator with spectral normalisation, two time scales",
        s_adversarial with { Adversarial = AdversarialOptions.Hinge with { AverageDecay = 0.99 } }, spectralNorm: true);

    /// <summary>Hinge, and real pictures under another's query as negatives (Reed et al., 2016).</summary>
    public static GeneratorStrategy Mismatched { get; } = Hinge with
    {
        Name = "mismatched",
        Summary = "hinge, mismatched queries as negatives",
        Training = Hinge.Training with { Adversarial = Hinge.Training.Adversarial with { Mismatched = 0.5 } },
    };

    /// <summary>Mismatched, and a picture must match its query, seen by the frozen image encoder.</summary>
    public static GeneratorStrategy Matching { get; } = Mismatched with
    {
        Name = "matching",
        Summary = "mismatched, matching loss through the frozen encoders",
        Training = Mismatched.Training with { MatchingWeight = 2 },
    };

    /// <summary>Matching, and the triplet of drawn picture, what was meant and what was not.</summary>
    public static GeneratorStrategy Triplet { get; } = Matching with
    {
        Name = "triplet",
        Summary = "matching, triplet loss from the drawn picture",
        Training = Matching.Training with { TripletWeight = 2 },
    };

    /// <summary>Triplet, and pictures are changed before they are judged (Zhao et al., 2020).</summary>
    public static GeneratorStrategy Augmented { get; } = Triplet with
    {
        Name = "augmented",
        Summary = "triplet, differentiable augmentation",
        Training = Triplet.Training with { Adversarial = Triplet.Training.Adversarial with { Augmentation = DifferentiableAugmentation.Full } },
    };

    /// <summary>A conditional VAE-GAN: pictures are drawn again from their own noise, with matching, triplet and, late, an adversary with R1.</summary>
    public static GeneratorStrategy Reconstruction { get; } =
        new("reconstruction", "conditional VAE-GAN: reconstruction, matching, triplet loss from the drawn picture, hinge loss with R1",
            new GeneratorTrainingOptions { TripletWeight = 1 });

    /// <summary>All, in the order in which they build on one another.</summary>
    public static IReadOnlyList<GeneratorStrategy> All { get; } =
        [CrossEntropy, Smoothed, Wasserstein, Hinge, Mismatched, Matching, Triplet, Augmented, Reconstruction];

    /// <summary>The one that is used when none is asked for.</summary>
    public static GeneratorStrategy Default => Reconstruction;
}
