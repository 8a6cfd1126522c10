using MlNetFashion.Training.Engine;

namespace MlNetFashion.Training.Autoencoder;

/// <summary>A run of <see cref="AutoencoderTrainer"/>. A weight of 0 leaves its part out.</summary>
sealed record AutoencoderTrainingOptions : AdamWOptions
{
    /// <summary>The preset.</summary>
    public AutoencoderTrainingOptions() =>
        (Steps, CheckpointEvery, ReportEvery, ValidateEvery, SampleEvery, LearningRate, WarmUpSteps, WeightDecay, ClipNorm) = (1250, 100, 20, 200, 200,
            1.2e-3, 150, 1e-4, 1);

    /// <summary>Pictures a step.</summary>
    public int Batch { get; init; } = 32;

    /// <summary>The share of drawings, which teach patterns and edges, 0 to 1.</summary>
    public double Drawings { get; init; } = 0.2;

    /// <summary>What learns; one part alone does in a run that goes on from another.</summary>
    public AutoencoderParts Learns { get; init; }

    /// <summary>Deviation of the noise on the colours: what is drawn later is not exact, either. Details have the noise that the encoder says.</summary>
    public double LatentNoise { get; init; } = 0.01;

    /// <summary>Weight of the distance between neighbouring pixels' differences.</summary>
    public double GradientWeight { get; init; } = 0.5;

    /// <summary>Weight of the distance between colours, seen from afar.</summary>
    public double ColourWeight { get; init; } = 0.5;

    /// <summary>Weight of the difference of fine detail at each period (<see cref="DrawnSpectrum"/>).</summary>
    public double SpectrumWeight { get; init; } = 0.02;

    /// <summary>Weight of the Kullback-Leibler divergence of a picture's latents from the standard normal.</summary>
    public double DivergenceWeight { get; init; } = 5e-6;

    /// <summary>Steps before the discriminator joins in.</summary>
    public int AdversarialFrom { get; init; } = 800;

    /// <summary>Weight of the discriminator's opinion.</summary>
    public double AdversarialWeight { get; init; } = 0.04;

    /// <summary>Weight of the distance between the discriminator's maps of a picture and of the same drawn again.</summary>
    public double MatchingWeight { get; init; } = 1;

    /// <summary>Channels of the discriminator's first layer.</summary>
    public int DiscriminatorWidth { get; init; } = 24;

    /// <summary>The discriminator's learning rate.</summary>
    public double DiscriminatorLearningRate { get; init; } = 4e-4;

    /// <summary>Side of the square, anywhere in the pictures, that the discriminator sees: no place is the same to it twice.</summary>
    public int DiscriminatorCrop { get; init; } = 56;

    /// <summary>How much of the average of the weights stays after a step, 0 to below 1.</summary>
    public double AverageDecay { get; init; } = 0.998;

    /// <summary>For tests: seconds.</summary>
    public static AutoencoderTrainingOptions Tiny { get; } = new()
    {
        Steps = 6,
        Batch = 4,
        WarmUpSteps = 2,
        AdversarialFrom = 3,
        DiscriminatorWidth = 4,
        CheckpointEvery = 3,
        ReportEvery = 1,
        ValidateEvery = 6,
        SampleEvery = 6,
    };

    /// <inheritdoc/>
    public override void Check()
    {
        base.Check();
        ArgumentOutOfRangeException.ThrowIfLessThan(Batch, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(AdversarialFrom);
        ArgumentOutOfRangeException.ThrowIfLessThan(DiscriminatorWidth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(DiscriminatorCrop, 8);
        RequireWithin(0, 1, (nameof(Drawings), Drawings));
        RequireWithin(0, 0.99999, (nameof(AverageDecay), AverageDecay));
        RequireWithin(0, double.PositiveInfinity, (nameof(LatentNoise), LatentNoise), (nameof(GradientWeight), GradientWeight),
            (nameof(ColourWeight), ColourWeight), (nameof(SpectrumWeight), SpectrumWeight),
            (nameof(DivergenceWeight), DivergenceWeight), (nameof(AdversarialWeight), AdversarialWeight), (nameof(MatchingWeight), MatchingWeight),
            (nameof(DiscriminatorLearningRate), DiscriminatorLearningRate));
    }
}
