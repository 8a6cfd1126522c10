namespace MlNetFashion.Training.Engine;

/// <summary>What every run is told; a record derived from it adds what its trainer wants to know.</summary>
abstract record TrainingOptions
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

    /// <summary>Where it is computed. The random numbers of a step, and so its results,
    /// are those of the device; a run may go on elsewhere all the same.</summary>
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

    /// <summary>Sees that numbers are within a range.</summary>
    /// <param name="least">The least that is allowed.</param>
    /// <param name="most">The most that is allowed; infinity for no limit.</param>
    /// <param name="numbers">Names and numbers.</param>
    /// <exception cref="ArgumentException">One is not, or is no number.</exception>
    protected static void RequireWithin(double least, double most, params ReadOnlySpan<(string Name, double Value)> numbers)
    {
        foreach ((string name, double value) in numbers)
        {
            if (!(value >= least && value <= most) || double.IsInfinity(value))
                throw new ArgumentException($"{name} is {value}, but must be {(double.IsInfinity(most) ? $"{least} or more" : $"between {least} and {most}")}. "
                    + "Choose another.");
        }
    }
}
