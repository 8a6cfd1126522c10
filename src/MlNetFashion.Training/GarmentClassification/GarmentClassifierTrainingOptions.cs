using MlNetFashion.Training.Data;
using MlNetFashion.Training.Engine;

namespace MlNetFashion.Training.GarmentClassification;

/// <summary>A run of <see cref="GarmentClassifierTrainer"/>.</summary>
public sealed record GarmentClassifierTrainingOptions : TrainingOptions
{
    /// <summary>The preset.</summary>
    public GarmentClassifierTrainingOptions() => (Steps, CheckpointEvery, ReportEvery, ValidateEvery) = (3000, 250, 50, 500);

    /// <summary>Pictures a step.</summary>
    public int Batch { get; init; } = 64;

    /// <summary>The highest learning rate of AdamW; warm-up is linear, the way down a cosine.</summary>
    public double LearningRate { get; init; } = 3e-3;

    /// <summary>Steps until the highest learning rate.</summary>
    public int WarmUpSteps { get; init; } = 100;

    /// <summary>AdamW's decay of weight matrices; norms and biases are left alone.</summary>
    public double WeightDecay { get; init; } = 0.02;

    /// <summary>The largest norm of all gradients together.</summary>
    public double ClipNorm { get; init; } = 5;

    /// <summary>A kind is drawn in proportion to its number of photos to this power: 1 is as they come, 0 all kinds alike. Half way, a rare kind is learned without the frequent ones being forgotten.</summary>
    public double ClassPower { get; init; } = 0.5;

    /// <summary>How pictures are changed.</summary>
    public Augmentation Augmentation { get; init; } = new() { Brightness = 0.12f };

    /// <summary>For tests: seconds.</summary>
    public static GarmentClassifierTrainingOptions Tiny { get; } = new() { Steps = 6, Batch = 16, WarmUpSteps = 2, CheckpointEvery = 3, ReportEvery = 1, ValidateEvery = 6 };
}
