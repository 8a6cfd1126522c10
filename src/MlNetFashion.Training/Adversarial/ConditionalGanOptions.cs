namespace MlNetFashion.Training;

/// <summary>A run of <see cref="ConditionalGanTrainer"/>.</summary>
public sealed record ConditionalGanOptions
{
    /// <summary>Steps of the generator in all.</summary>
    public int Steps { get; init; } = 12_000;

    /// <summary>Real and drawn pictures a step.</summary>
    public int Batch { get; init; } = 64;

    /// <summary>How the two are trained against each other.</summary>
    public AdversarialOptions Adversarial { get; init; } = AdversarialOptions.Hinge;

    /// <summary>Everything random follows from it.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Steps from one checkpoint to the next.</summary>
    public int CheckpointEvery { get; init; } = 500;

    /// <summary>Steps from one line of metrics to the next.</summary>
    public int ReportEvery { get; init; } = 50;

    /// <summary>Steps from one sheet of samples to the next.</summary>
    public int SampleEvery { get; init; } = 1_000;

    /// <summary>For tests: a second.</summary>
    public static ConditionalGanOptions Tiny { get; } = new() { Steps = 6, Batch = 4, CheckpointEvery = 3, ReportEvery = 1, SampleEvery = 6 };
}
