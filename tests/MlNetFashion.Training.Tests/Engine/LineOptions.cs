using MlNetFashion.Training.Engine;

namespace MlNetFashion.Training.Tests.Engine;

/// <summary>A run of <see cref="LineTrainer"/>.</summary>
sealed record LineOptions : TrainingOptions
{
    public LineOptions() => (Steps, ReportEvery, CheckpointEvery, ValidateEvery, SampleEvery) = (12, 1, 5, 4, 6);

    /// <summary>At this step the loss is no number.</summary>
    public int NoNumberAt { get; init; } = -1;

    /// <summary>At this step a gradient is no number, and the loss is one.</summary>
    public int SteepAt { get; init; } = -1;

    /// <summary>Both networks are to be kept in one file.</summary>
    public bool SharesFile { get; init; }
}
