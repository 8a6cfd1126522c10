namespace MlNetFashion.Training;

/// <summary>A run of <see cref="ClassifierTrainer"/>.</summary>
public sealed record ClassifierTrainingOptions
{
    /// <summary>Optimiser steps.</summary>
    public int Steps { get; init; } = 4000;

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

    /// <summary>Everything random follows from it.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Steps from one checkpoint to the next.</summary>
    public int CheckpointEvery { get; init; } = 500;

    /// <summary>Steps from one line of metrics to the next.</summary>
    public int ReportEvery { get; init; } = 50;

    /// <summary>Steps from one validation to the next.</summary>
    public int ValidateEvery { get; init; } = 500;

    /// <summary>For tests: seconds.</summary>
    public static ClassifierTrainingOptions Tiny { get; } = new() { Steps = 6, Batch = 16, WarmUpSteps = 2, CheckpointEvery = 3, ReportEvery = 1, ValidateEvery = 6 };
}
