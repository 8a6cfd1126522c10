using MlNetFashion.Training.Engine;

namespace MlNetFashion.Training.FashionMnist;

/// <summary>A run of <see cref="FashionMnistClassifierTrainer"/>.</summary>
sealed record FashionMnistClassifierTrainingOptions : AdamWOptions
{
    /// <summary>The preset.</summary>
    public FashionMnistClassifierTrainingOptions() =>
        (Steps, CheckpointEvery, ReportEvery, ValidateEvery, LearningRate, WarmUpSteps, WeightDecay, ClipNorm) = (4000, 500, 50, 500, 3e-3, 200, 0.02, 5);

    /// <summary>Pictures a step.</summary>
    public int Batch { get; init; } = 128;

    /// <summary>The most pixels that a picture is moved, each way.</summary>
    public int Shift { get; init; } = 2;

    /// <summary>For tests: seconds.</summary>
    public static FashionMnistClassifierTrainingOptions Tiny { get; } =
        new() { Steps = 6, Batch = 16, WarmUpSteps = 2, CheckpointEvery = 3, ReportEvery = 1, ValidateEvery = 6 };

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A number is outside of its range.</exception>
    public override void Check()
    {
        base.Check();
        RequireWithin(2, double.PositiveInfinity, (nameof(Batch), Batch));
        RequireWithin(0, FashionMnistPictures.Side - 1, (nameof(Shift), Shift));
    }
}
