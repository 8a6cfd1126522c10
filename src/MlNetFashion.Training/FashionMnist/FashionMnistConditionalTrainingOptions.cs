using MlNetFashion.Training.Adversarial;
using MlNetFashion.Training.Engine;

namespace MlNetFashion.Training.FashionMnist;

/// <summary>A run of <see cref="FashionMnistConditionalTrainer"/>.</summary>
sealed record FashionMnistConditionalTrainingOptions : TrainingOptions
{
    /// <summary>The preset: 12,000 steps of the generator.</summary>
    public FashionMnistConditionalTrainingOptions() => (Steps, CheckpointEvery, ReportEvery, SampleEvery) = (12_000, 500, 50, 1_000);

    /// <summary>Real and drawn pictures a step.</summary>
    public int Batch { get; init; } = 64;

    /// <summary>How the two are trained against each other.</summary>
    public AdversarialOptions Adversarial { get; init; } = AdversarialOptions.Hinge with { Mismatched = 0.25 };

    /// <summary>For tests: a second.</summary>
    public static FashionMnistConditionalTrainingOptions Tiny { get; } = new() { Steps = 6, Batch = 4, CheckpointEvery = 3, ReportEvery = 1, SampleEvery = 6 };

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A number is outside of its range.</exception>
    public override void Check()
    {
        base.Check();
        RequireWithin(2, double.PositiveInfinity, (nameof(Batch), Batch));
        Adversarial.Check();
    }
}
