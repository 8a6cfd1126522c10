using MlNetFashion.Training.Autoencoder;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Engine;

namespace MlNetFashion.Training.LatentGenerator;

/// <summary>A run of <see cref="LatentGeneratorTrainer"/>.</summary>
sealed record LatentGeneratorTrainingOptions : AdamWOptions
{
    /// <summary>The preset.</summary>
    public LatentGeneratorTrainingOptions() =>
        (Steps, CheckpointEvery, ReportEvery, SampleEvery, LearningRate, WarmUpSteps, WeightDecay, ClipNorm) = (2600, 100, 20, 200, 1.5e-3, 100, 0.01, 1);

    /// <summary>Latents a step.</summary>
    public int Batch { get; init; } = 96;

    /// <summary>The share of latents that are drawn without a query, for guidance, 0 to 1.</summary>
    public double Without { get; init; } = 0.1;

    /// <summary>How far beyond the query a run that starts from another learns to go by itself, away from what the other draws without any, so that drawing
    /// takes one evaluation a step
    /// instead of two (Meng et al., On Distillation of Guided Diffusion Models, 2022); 1 for not at all.</summary>
    public double Guidance { get; init; } = 1;

    /// <summary>How much it counts that drawn pictures are seen as what was asked for by the image encoder, 0 or more; 0 draws none.</summary>
    public double MatchingWeight { get; init; }

    /// <summary>How much it counts that drawn pictures have as much fine detail as real ones (<see cref="DrawnSpectrum"/>), 0 or more.</summary>
    public double SpectrumWeight { get; init; }

    /// <summary>How much it counts that a discriminator of patches takes drawn pictures for real ones, 0 or more. Above 0 the decoder learns, too.</summary>
    public double AdversarialWeight { get; init; }

    /// <summary>Channels of the discriminator's first layer.</summary>
    public int DiscriminatorWidth { get; init; } = 24;

    /// <summary>The discriminator's learning rate.</summary>
    public double DiscriminatorLearningRate { get; init; } = 4e-4;

    /// <summary>Side of the square, anywhere in the pictures, that the discriminator sees.</summary>
    public int DiscriminatorCrop { get; init; } = 56;

    /// <summary>Pictures that are drawn a step for all three, 2 to <see cref="Batch"/>.</summary>
    public int Drawn { get; init; } = 16;

    /// <summary>Whether something is learned of drawn pictures.</summary>
    internal bool Draws => MatchingWeight > 0 || SpectrumWeight > 0 || AdversarialWeight > 0;

    /// <summary>How much of the average of the weights stays after a step, 0 to below 1.</summary>
    public double AverageDecay { get; init; } = 0.996;

    /// <summary>How catalogues are mixed.</summary>
    public PairSamplerOptions Sampler { get; init; } = new() { Sample = 0.25, ClassPhoto = 0 };

    /// <summary>For a generator that learns to read other encoders' queries: two layers, no pictures.</summary>
    public static LatentGeneratorTrainingOptions Reading { get; } = new()
    {
        Steps = 3000,
        Batch = 128,
        ReportEvery = 100,
        ValidateEvery = 500,
        CheckpointEvery = 500,
        SampleEvery = 1000,
        LearningRate = 2e-3,
        WeightDecay = 0.001,
    };

    /// <summary>For tests: seconds.</summary>
    public static LatentGeneratorTrainingOptions Tiny { get; } = new()
    {
        Steps = 6,
        Batch = 8,
        DiscriminatorWidth = 4,
        WarmUpSteps = 2,
        CheckpointEvery = 3,
        ReportEvery = 1,
        SampleEvery = 6,
    };

    /// <inheritdoc/>
    public override void Check()
    {
        base.Check();
        ArgumentOutOfRangeException.ThrowIfLessThan(Batch, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(DiscriminatorWidth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(DiscriminatorCrop, 8);
        RequireWithin(0, 1, (nameof(Without), Without));
        RequireWithin(0, 0.99999, (nameof(AverageDecay), AverageDecay));
        RequireWithin(0, double.PositiveInfinity, (nameof(Guidance), Guidance), (nameof(MatchingWeight), MatchingWeight),
            (nameof(SpectrumWeight), SpectrumWeight), (nameof(AdversarialWeight), AdversarialWeight),
            (nameof(DiscriminatorLearningRate), DiscriminatorLearningRate));
        if (Draws && (Drawn < 2 || Drawn > Batch))
            throw new ArgumentException($"A drawn picture is told apart from the others of its batch, so 2 to Training.Batch = {Batch} are drawn a step, "
                + $"but Training.Drawn is {Drawn}. Choose another.");
    }
}
