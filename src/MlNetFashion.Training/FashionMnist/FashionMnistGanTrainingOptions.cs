using MlNetFashion.Training.Engine;

namespace MlNetFashion.Training.FashionMnist;

/// <summary>A run of <see cref="FashionMnistGanTrainer"/>.</summary>
sealed record FashionMnistGanTrainingOptions : TrainingOptions
{
    /// <summary>The preset: 30,000 steps, one of the discriminator and one of the generator each.</summary>
    public FashionMnistGanTrainingOptions() => (Steps, CheckpointEvery, ReportEvery, SampleEvery) = (30_000, 2_000, 200, 2_500);

    /// <summary>Real and drawn pictures a step.</summary>
    public int Batch { get; init; } = 32;

    /// <summary>The generator's learning rate.</summary>
    public double GeneratorLearningRate { get; init; } = 1e-4;

    /// <summary>The discriminator's learning rate.</summary>
    public double DiscriminatorLearningRate { get; init; } = 2e-4;

    /// <summary>Adam's memory of the gradient, of both.</summary>
    public double Beta1 { get; init; } = 0.5;

    /// <summary>For tests: a second.</summary>
    public static FashionMnistGanTrainingOptions Tiny { get; } = new() { Steps = 8, Batch = 4, CheckpointEvery = 4, ReportEvery = 2, SampleEvery = 8 };

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A number is outside of its range.</exception>
    public override void Check()
    {
        base.Check();
        RequireWithin(2, double.PositiveInfinity, (nameof(Batch), Batch));
        RequireWithin(double.Epsilon, double.PositiveInfinity, (nameof(GeneratorLearningRate), GeneratorLearningRate),
            (nameof(DiscriminatorLearningRate), DiscriminatorLearningRate));
        RequireWithin(0, 0.999999, (nameof(Beta1), Beta1));
    }
}
