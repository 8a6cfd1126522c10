using MlNetFashion.Training.Engine;

namespace MlNetFashion.Training;

/// <summary>What may be chosen for a run of any model.</summary>
public sealed record RunPlan
{
    /// <summary>The folder of data sets; null for drawings alone.</summary>
    public string? Data { get; init; }

    /// <summary>The preset for tests, seconds instead of minutes or an hour; it learns from drawings alone.</summary>
    public bool Tiny { get; init; }

    /// <summary>Steps; null for the preset's.</summary>
    public int? Steps { get; init; }

    /// <summary>Everything random follows from it.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Whether to go on from the run's checkpoint.</summary>
    public bool Resume { get; init; }

    /// <summary>Where it is computed.</summary>
    public TrainingDevice Device { get; init; }

    /// <summary>The data that is read.</summary>
    public string? Source => Tiny ? null : Data;

    /// <summary>The preset's options with the plan's choices.</summary>
    public T Choose<T>(T usual, T tiny) where T : TrainingOptions
    {
        TrainingOptions preset = Tiny ? tiny : usual;
        return (T)(preset with { Steps = Steps ?? preset.Steps, Seed = Seed, Device = Device });
    }
}
