namespace MlNetFashion.Training.Engine;

/// <summary>A loss or a gradient became infinite or no number; the last checkpoint is still good.</summary>
public sealed class TrainingDivergedException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="step">Steps before the one at which it happened.</param>
    /// <param name="name">What is no number: "loss".</param>
    /// <param name="value">What it is.</param>
    public TrainingDivergedException(int step, string name, double value)
        : base($"The {name} is {value} at step {step}. Resume from the last checkpoint with a lower learning rate.") => Step = step;

    /// <summary>Steps before the one at which it happened.</summary>
    public int Step { get; }
}
