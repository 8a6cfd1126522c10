namespace MlNetFashion.Training;

/// <summary>A run of <see cref="FashionMnistGanTrainer"/>.</summary>
public sealed record FashionMnistGanOptions
{
    /// <summary>Steps in all: one of the discriminator and one of the generator each.</summary>
    public int Steps { get; init; } = 30_000;

    /// <summary>Real and drawn pictures a step.</summary>
    public int Batch { get; init; } = 32;

    /// <summary>The generator's learning rate.</summary>
    public double GeneratorLearningRate { get; init; } = 1e-4;

    /// <summary>The discriminator's learning rate.</summary>
    public double DiscriminatorLearningRate { get; init; } = 2e-4;

    /// <summary>Adam's memory of the gradient, of both.</summary>
    public double Beta1 { get; init; } = 0.5;

    /// <summary>Everything random follows from it.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Steps from one checkpoint to the next.</summary>
    public int CheckpointEvery { get; init; } = 2_000;

    /// <summary>Steps from one line of metrics to the next.</summary>
    public int ReportEvery { get; init; } = 200;

    /// <summary>Steps from one sheet of samples to the next.</summary>
    public int SampleEvery { get; init; } = 2_000;

    /// <summary>For tests: a second.</summary>
    public static FashionMnistGanOptions Tiny { get; } = new() { Steps = 8, Batch = 4, CheckpointEvery = 4, ReportEvery = 2, SampleEvery = 8 };
}
