namespace MlNetFashion.Training;

/// <summary>A loss became infinite or no number; the last checkpoint is still good.</summary>
public sealed class TrainingDivergedException : Exception
{
    /// <summary>Makes the exception.</summary>
    public TrainingDivergedException(int step, double loss)
        : base($"The loss is {loss} at step {step}. Resume from the last checkpoint with a lower learning rate.") => Step = step;

    /// <summary>The step at which it happened.</summary>
    public int Step { get; }
}
