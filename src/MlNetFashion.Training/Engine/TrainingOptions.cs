namespace MlNetFashion.Training;

/// <summary>What every run is told; a record derived from it adds what its trainer wants to know.</summary>
public abstract record TrainingOptions
{
    /// <summary>Steps in all.</summary>
    public int Steps { get; init; } = 1000;

    /// <summary>Everything random follows from it.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Steps from one checkpoint to the next, 1 or more.</summary>
    public int CheckpointEvery { get; init; } = 100;

    /// <summary>Steps from one line of metrics to the next, 1 or more.</summary>
    public int ReportEvery { get; init; } = 25;

    /// <summary>Steps from one validation to the next, 1 or more.</summary>
    public int ValidateEvery { get; init; } = 250;

    /// <summary>Whether there is a validation before the first step, too.</summary>
    public bool ValidateFirst { get; init; }

    /// <summary>Steps from one sheet of samples to the next, 1 or more.</summary>
    public int SampleEvery { get; init; } = 500;

    /// <summary>Where it is computed. The random numbers of a step, and so its results, are those of the device; a run may go on elsewhere all the same.</summary>
    public TrainingDevice Device { get; init; }

    /// <summary>Sees that every number is in its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is not.</exception>
    public virtual void Check()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Steps);
        ArgumentOutOfRangeException.ThrowIfLessThan(CheckpointEvery, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(ReportEvery, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(ValidateEvery, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(SampleEvery, 1);
    }
}
