using MlNetFashion.Training.Engine;

namespace MlNetFashion.Training.FashionMnist;

/// <summary>A run of <see cref="FashionMnistClassifierTrainer"/>.</summary>
public sealed record FashionMnistClassifierTrainingOptions : TrainingOptions
{
    /// <summary>The preset.</summary>
    public FashionMnistClassifierTrainingOptions() => (Steps, CheckpointEvery, ReportEvery, ValidateEvery) = (4000, 500, 50, 500);

    /// <summary>Pictures a step.</summary>
    public int Batch { get; init; } = 128;

    /// <summary>The highest learning rate of AdamW; warm-up is linear, the way down a cosine.</summary>
    public double LearningRate { get; init; } = 3e-3;

    /// <summary>Steps until the highest learning rate.</summary>
    public int WarmUpSteps { get; init; } = 200;

    /// <summary>AdamW's decay of weight matrices; norms and biases are left alone.</summary>
    public double WeightDecay { get; init; } = 0.02;

    /// <summary>The largest norm of all gradients together.</summary>
    public double ClipNorm { get; init; } = 5;

    /// <summary>The most pixels that a picture is moved, each way.</summary>
    public int Shift { get; init; } = 2;

    /// <summary>For tests: seconds.</summary>
    public static FashionMnistClassifierTrainingOptions Tiny { get; } = new() { Steps = 6, Batch = 16, WarmUpSteps = 2, CheckpointEvery = 3, ReportEvery = 1, ValidateEvery = 6 };
}
