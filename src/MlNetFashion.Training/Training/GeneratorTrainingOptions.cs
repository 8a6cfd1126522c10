using MlNetFashion.Training.Data;

namespace MlNetFashion.Training;

/// <summary>A run of <see cref="GeneratorTrainer"/>.</summary>
public sealed record GeneratorTrainingOptions : TrainingOptions
{
    /// <summary>The preset.</summary>
    public GeneratorTrainingOptions() => Steps = 2400;

    /// <summary>Steps before the discriminator joins in: first the generator learns what things look like, then how sharp they are.</summary>
    public int AdversarialFrom { get; init; } = 1000;

    /// <summary>Pictures a step.</summary>
    public int Batch { get; init; } = 32;

    /// <summary>The generator's highest learning rate; warm-up is linear, the way down a cosine.</summary>
    public double LearningRate { get; init; } = 8e-4;

    /// <summary>The discriminator's learning rate.</summary>
    public double DiscriminatorLearningRate { get; init; } = 3e-4;

    /// <summary>Steps until the highest learning rate.</summary>
    public int WarmUpSteps { get; init; } = 100;

    /// <summary>Weight of the distance between pixels, full size and averaged over 4x4.</summary>
    public double PixelWeight { get; init; } = 4;

    /// <summary>Weight of the distance between the image encoder's feature maps.</summary>
    public double FeatureWeight { get; init; } = 1;

    /// <summary>Weight of the Kullback-Leibler divergence of the posterior from the standard normal.</summary>
    public double DivergenceWeight { get; init; } = 0.006;

    /// <summary>Weight of the match between the picture drawn from chance noise and its query, seen by the image encoder.</summary>
    public double MatchingWeight { get; init; } = 0.4;

    /// <summary>Weight of the discriminator's opinion.</summary>
    public double AdversarialWeight { get; init; } = 0.15;

    /// <summary>Weight of the R1 gradient penalty on real pictures (Mescheder et al., 2018).</summary>
    public double GradientPenalty { get; init; } = 1;

    /// <summary>Steps from one gradient penalty to the next; its weight is multiplied by this.</summary>
    public int GradientPenaltyEvery { get; init; } = 8;

    /// <summary>Decay of the average of the generator's weights that is kept and exported.</summary>
    public double AverageDecay { get; init; } = 0.998;

    /// <summary>How catalogues are mixed.</summary>
    public PairSamplerOptions Sampler { get; init; } = new() { Sample = 0.4, ClassPhoto = 0 };

    /// <summary>For a generator that can draw already: its opponent is there from the first step.</summary>
    public static GeneratorTrainingOptions Further { get; } = new() { AdversarialFrom = 0, LearningRate = 5e-4 };

    /// <summary>For tests: seconds.</summary>
    public static GeneratorTrainingOptions Tiny { get; } = new() { Steps = 12, AdversarialFrom = 6, Batch = 4, WarmUpSteps = 2, CheckpointEvery = 6, ReportEvery = 4, SampleEvery = 12 };
}
