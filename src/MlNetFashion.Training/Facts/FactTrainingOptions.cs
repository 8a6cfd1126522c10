using MlNetFashion.Training.Engine;

namespace MlNetFashion.Training.Facts;

/// <summary>A run of <see cref="FactTrainer"/>.</summary>
sealed record FactTrainingOptions : AdamWOptions
{
    /// <summary>The preset.</summary>
    public FactTrainingOptions() =>
        (Steps, ValidateEvery, LearningRate, WarmUpSteps, WeightDecay, ClipNorm) = (500, 250, 3e-3, 20, 0.01, 10);

    /// <summary>Pictures a step.</summary>
    public int Pictures { get; init; } = 1024;

    /// <summary>Texts a step.</summary>
    public int Requests { get; init; } = 128;

    /// <summary>Norm of the noise that stands for the difference between pictures seen in training and pictures never seen.</summary>
    public double PictureNoise { get; init; } = 0.25;

    /// <summary>How many numbers of the embedding tell the facts.</summary>
    public int FactDimension { get; init; } = 64;

    /// <summary>Length of what is told where all of it is sure, 0.01 to 0.99; what is left of 1 is the look's.
    /// Queries learn afterwards how much theirs is.</summary>
    public double Share { get; init; } = 0.9;

    /// <summary>Weight of the kind in that length.</summary>
    public double KindWeight { get; init; } = 1;

    /// <summary>Weight of the colour.</summary>
    public double ColourWeight { get; init; } = 1.2;

    /// <summary>Weight of the gender.</summary>
    public double GenderWeight { get; init; } = 0.85;

    /// <summary>For tests: seconds.</summary>
    public static FactTrainingOptions Tiny { get; } =
        new() { Steps = 6, Pictures = 32, Requests = 8, FactDimension = 12, WarmUpSteps = 2, CheckpointEvery = 3, ReportEvery = 1, ValidateEvery = 6 };

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A number is outside of its range.</exception>
    public override void Check()
    {
        base.Check();
        RequireWithin(1, double.PositiveInfinity, (nameof(Pictures), Pictures), (nameof(Requests), Requests), (nameof(FactDimension), FactDimension));
        RequireWithin(0, double.PositiveInfinity, (nameof(PictureNoise), PictureNoise), (nameof(KindWeight), KindWeight),
            (nameof(ColourWeight), ColourWeight), (nameof(GenderWeight), GenderWeight));
        RequireWithin(0.01, 0.99, (nameof(Share), Share));
        RequireWithin(1e-6, double.PositiveInfinity, ("the sum of the weights", KindWeight + ColourWeight + GenderWeight));
    }
}
