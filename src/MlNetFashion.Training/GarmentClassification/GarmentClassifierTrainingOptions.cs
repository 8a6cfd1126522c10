using MlNetFashion.Training.Data;
using MlNetFashion.Training.Engine;

namespace MlNetFashion.Training.GarmentClassification;

/// <summary>A run of <see cref="GarmentClassifierTrainer"/>.</summary>
sealed record GarmentClassifierTrainingOptions : AdamWOptions
{
    /// <summary>The preset.</summary>
    public GarmentClassifierTrainingOptions() =>
        (Steps, CheckpointEvery, ReportEvery, ValidateEvery, LearningRate, WarmUpSteps, WeightDecay, ClipNorm) = (3000, 250, 50, 500, 3e-3, 100, 0.02, 5);

    /// <summary>Pictures a step.</summary>
    public int Batch { get; init; } = 64;

    /// <summary>A kind is drawn in proportion to its number of photos to this power: 1 is as they come,
    /// 0 all kinds alike. Half way, a rare kind is learned without the frequent ones being forgotten.</summary>
    public double ClassPower { get; init; } = 0.5;

    /// <summary>How pictures are changed.</summary>
    public Augmentation Augmentation { get; init; } = new() { Brightness = 0.12f };

    /// <summary>For tests: seconds.</summary>
    public static GarmentClassifierTrainingOptions Tiny { get; } =
        new() { Steps = 6, Batch = 16, WarmUpSteps = 2, CheckpointEvery = 3, ReportEvery = 1, ValidateEvery = 6 };

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A number is outside of its range.</exception>
    public override void Check()
    {
        base.Check();
        RequireWithin(2, double.PositiveInfinity, (nameof(Batch), Batch));
        RequireWithin(0, 1, (nameof(ClassPower), ClassPower));
    }
}
