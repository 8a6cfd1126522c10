namespace MlNetFashion.Training.Adversarial;

/// <summary>How a generator and a discriminator are trained against each other.</summary>
sealed record AdversarialOptions
{
    /// <summary>What they play for.</summary>
    public AdversarialLoss Loss { get; init; } = AdversarialLoss.Hinge;

    /// <summary>The generator's learning rate.</summary>
    public double GeneratorLearningRate { get; init; } = 2e-4;

    /// <summary>The discriminator's learning rate: twice the generator's (two time scales, Heusel et al., 2017).</summary>
    public double DiscriminatorLearningRate { get; init; } = 4e-4;

    /// <summary>The generator's memory of the gradient (Adam's).</summary>
    public double Beta1 { get; init; }

    /// <summary>The discriminator's.</summary>
    public double DiscriminatorBeta1 { get; init; }

    /// <summary>Adam's memory of the squared gradient, of both.</summary>
    public double Beta2 { get; init; } = 0.99;

    /// <summary>Steps of the discriminator for each of the generator, at least 1.</summary>
    public int CriticSteps { get; init; } = 1;

    /// <summary>How far below 1 the probability lies that the discriminator is to give to real pictures, 0 to below 1; for cross-entropy.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>Weight of the penalty on gradients whose length is not 1 (WGAN-GP); 0 for none.</summary>
    public double GradientPenalty { get; init; }

    /// <summary>Weight of the penalty on gradients at real pictures (R1); 0 for none.</summary>
    public double R1 { get; init; }

    /// <summary>Steps from one R1 penalty to the next; its weight is multiplied by this.</summary>
    public int R1Every { get; init; } = 16;

    /// <summary>Weight of real pictures with what was not asked for, against drawn ones: 0 for none, 1 for drawn ones not at all.</summary>
    public double Mismatched { get; init; }

    /// <summary>What is done to real and drawn pictures alike before they are judged.</summary>
    public DifferentiableAugmentation Augmentation { get; init; } = DifferentiableAugmentation.None;

    /// <summary>Decay a step of the average of the generator's weights that is kept and exported; 0 keeps the last weights.</summary>
    public double AverageDecay { get; init; } = 0.999;

    /// <summary>The first form: cross-entropy, Adam, nothing else.</summary>
    public static AdversarialOptions CrossEntropy { get; } = new()
    {
        Loss = AdversarialLoss.BinaryCrossEntropy,
        GeneratorLearningRate = 1e-4,
        DiscriminatorLearningRate = 2e-4,
        Beta1 = 0.5,
        DiscriminatorBeta1 = 0.5,
        Beta2 = 0.999,
        AverageDecay = 0,
    };

    /// <summary>Hinge loss, for a discriminator with spectral normalisation.</summary>
    public static AdversarialOptions Hinge { get; } = new();

    /// <summary>WGAN-GP with five critic steps, for a critic without spectral normalisation.</summary>
    public static AdversarialOptions WassersteinPenalty { get; } = new()
    {
        Loss = AdversarialLoss.Wasserstein,
        GeneratorLearningRate = 2e-4,
        DiscriminatorLearningRate = 2e-4,
        Beta2 = 0.9,
        CriticSteps = 5,
        GradientPenalty = 10,
    };

    /// <summary>Throws where a value is outside of its range.</summary>
    /// <exception cref="ArgumentException">One is; the message says which and what it may be.</exception>
    public void Check()
    {
        Require(GeneratorLearningRate > 0 && DiscriminatorLearningRate > 0,
            $"The learning rates are {GeneratorLearningRate} and {DiscriminatorLearningRate}, but must be above 0.");
        Require(Beta1 is >= 0 and < 1 && DiscriminatorBeta1 is >= 0 and < 1
            && Beta2 is >= 0 and < 1, $"Adam's betas are {Beta1}, {DiscriminatorBeta1} and {Beta2}, but must be from 0 to below 1.");
        Require(CriticSteps >= 1, $"There are {CriticSteps} critic steps, but there must be at least 1.");
        Require(LabelSmoothing is >= 0 and < 1, $"The label smoothing is {LabelSmoothing}, but must be from 0 to below 1.");
        Require(LabelSmoothing == 0 || Loss == AdversarialLoss.BinaryCrossEntropy,
            $"Labels can be smoothed for {AdversarialLoss.BinaryCrossEntropy} only, but the loss is {Loss}. Set the smoothing to 0.");
        Require(GradientPenalty >= 0 && R1 >= 0, $"The penalties are {GradientPenalty} and {R1}, but must not be negative.");
        Require(R1Every >= 1, $"R1 comes every {R1Every} steps, but that must be at least 1.");
        Require(Mismatched is >= 0 and <= 1, $"The weight of mismatched pictures is {Mismatched}, but must be from 0 to 1.");
        Require(AverageDecay is >= 0 and < 1, $"The average's decay is {AverageDecay}, but must be from 0 to below 1.");
    }

    static void Require(bool condition, string message)
    {
        if (!condition)
            throw new ArgumentException(message);
    }
}
