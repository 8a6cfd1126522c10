using MlNetFashion.Training.Adversarial;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Engine;

namespace MlNetFashion.Training.Generator;

/// <summary>A run of <see cref="GeneratorTrainer"/>. A weight of 0 leaves its part out, and what it would cost with it.</summary>
sealed record GeneratorTrainingOptions : TrainingOptions
{
    internal const int CoarseSide = 16;

    /// <summary>The preset.</summary>
    public GeneratorTrainingOptions() => Steps = 2400;

    /// <summary>Steps before the discriminator joins in: first the generator learns what things look like, then how sharp they are.</summary>
    public int AdversarialFrom { get; init; } = 1000;

    /// <summary>Pictures a step, 2 or more. Where pictures are reconstructed, half as many are drawn from random noise.</summary>
    public int Batch { get; init; } = 32;

    /// <summary>How generator and discriminator are trained against each other. The generator's
    /// learning rate is its highest: warm-up is linear, the way down a cosine.</summary>
    public AdversarialOptions Adversarial { get; init; } = AdversarialOptions.Hinge with
    {
        GeneratorLearningRate = 8e-4,
        DiscriminatorLearningRate = 3e-4,
        Beta1 = 0.5,
        R1 = 1,
        R1Every = 8,
        Mismatched = 0.5,
        AverageDecay = 0.998,
    };

    /// <summary>Steps until the highest learning rate.</summary>
    public int WarmUpSteps { get; init; } = 100;

    /// <summary>Weight of the distance between pixels, full size and averaged to 16x16.</summary>
    public double PixelWeight { get; init; } = 4;

    /// <summary>Weight of the distance between the image encoder's feature maps.</summary>
    public double FeatureWeight { get; init; } = 1;

    /// <summary>Weight of the Kullback-Leibler divergence of the posterior from the standard normal.</summary>
    public double DivergenceWeight { get; init; } = 0.006;

    /// <summary>Weight of the match between the picture drawn from random noise and its query, seen by the image encoder.</summary>
    public double MatchingWeight { get; init; } = 0.4;

    /// <summary>Weight of the cross-entropy of the kind, colour and gender that are read in the picture drawn from random noise,
    /// by the image encoder and <see cref="Embedding.EmbeddingModel.Attributes"/>, against what was asked for.</summary>
    public double AttributeWeight { get; init; }

    /// <summary>Weight of the triplet of the picture drawn from random noise, the picture that was
    /// meant and the nearest one that was not (<see cref="SynthTriplet"/>).</summary>
    public double TripletWeight { get; init; }

    /// <summary>By how much the picture that was meant is to be nearer, in cosine, 0 to 2.</summary>
    public double TripletMargin { get; init; } = 0.2;

    /// <summary>Learning rate of a copy of the image encoder that learns from the triplets, too, and is exported with the generator; 0 for none.</summary>
    public double EncoderLearningRate { get; init; }

    /// <summary>Weight of the discriminator's opinion.</summary>
    public double AdversarialWeight { get; init; } = 0.15;

    /// <summary>How catalogues are mixed.</summary>
    public PairSamplerOptions Sampler { get; init; } = new() { Sample = 0.4, ClassPhoto = 0 };

    /// <summary>Whether pictures are drawn again from the noise that would have made them, besides being drawn from random noise.</summary>
    public bool Reconstructs => PixelWeight > 0 || FeatureWeight > 0 || DivergenceWeight > 0;

    /// <summary>For tests: seconds.</summary>
    public static GeneratorTrainingOptions Tiny { get; } = new GeneratorTrainingOptions().Shortened();

    /// <summary>These options for a generator that can draw already: its opponent is there from
    /// the first step, and the learning rate is no more than 5e-4.</summary>
    public GeneratorTrainingOptions Further() =>
        this with { AdversarialFrom = 0, Adversarial = Adversarial with { GeneratorLearningRate = Math.Min(5e-4, Adversarial.GeneratorLearningRate) } };

    /// <summary>These options for tests: seconds.</summary>
    public GeneratorTrainingOptions Shortened() =>
        this with
        {
            Steps = 12,
            AdversarialFrom = Math.Min(6, AdversarialFrom),
            Batch = 4,
            WarmUpSteps = 2,
            CheckpointEvery = 6,
            ReportEvery = 4,
            SampleEvery = 12
        };

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A strategy is outside of its range.</exception>
    public override void Check()
    {
        base.Check();
        ArgumentOutOfRangeException.ThrowIfNegative(AdversarialFrom);
        ArgumentOutOfRangeException.ThrowIfLessThan(Batch, 2);
        ArgumentOutOfRangeException.ThrowIfNegative(WarmUpSteps);
        RequireWithin(0, double.PositiveInfinity,
            (nameof(PixelWeight), PixelWeight), (nameof(FeatureWeight), FeatureWeight), (nameof(DivergenceWeight), DivergenceWeight),
            (nameof(MatchingWeight), MatchingWeight),
            (nameof(AttributeWeight), AttributeWeight), (nameof(TripletWeight), TripletWeight), (nameof(AdversarialWeight), AdversarialWeight),
            (nameof(EncoderLearningRate), EncoderLearningRate));
        RequireWithin(0, 2, (nameof(TripletMargin), TripletMargin));
        if (EncoderLearningRate > 0 && TripletWeight == 0)
            throw new ArgumentException($"The image encoder is to learn (learning rate {EncoderLearningRate}) from triplets, but their weight is 0. "
                + "Give them a weight.");
        Adversarial.Check();
    }
}
