using MlNetFashion.Training.Embedding;
using MlNetFashion.Training.Engine;

namespace MlNetFashion.Training.FashionMnist;

/// <summary>A run of <see cref="FashionMnistEmbeddingTrainer"/>.</summary>
sealed record FashionMnistEmbeddingTrainingOptions : AdamWOptions
{
    /// <summary>The preset.</summary>
    public FashionMnistEmbeddingTrainingOptions() =>
        (Steps, CheckpointEvery, ReportEvery, ValidateEvery, LearningRate, WarmUpSteps, WeightDecay, ClipNorm) = (12_000, 500, 50, 1000, 3e-3, 200, 0.05, 5);

    /// <summary>Pictures a step.</summary>
    public int Batch { get; init; } = 96;

    /// <summary>What brings pictures of one class together.</summary>
    public MetricLoss Metric { get; init; } = MetricLoss.Proxies;

    /// <summary>The triplets' margin, in cosine, 0 to 2.</summary>
    public double Margin { get; init; } = 0.2;

    /// <summary>How much of the average of weights stays after a step, 0 to below 1.</summary>
    public double AverageDecay { get; init; } = 0.998;

    /// <summary>The most pixels that a picture is moved, each way.</summary>
    public int Shift { get; init; } = 1;

    /// <summary>The share of pictures, 0 to 1, that are mirrored; none, for nearly all shoes of Fashion-MNIST look the same way.</summary>
    public double Mirror { get; init; }

    /// <summary>The share of pictures, 0 to 1, of which a rectangle is covered with noise (Zhong et al., Random Erasing Data Augmentation, 2017).</summary>
    public double Erase { get; init; } = 0.1;

    /// <summary>For tests: seconds.</summary>
    public static FashionMnistEmbeddingTrainingOptions Tiny { get; } =
        new() { Steps = 6, Batch = 20, WarmUpSteps = 2, CheckpointEvery = 3, ReportEvery = 1, ValidateEvery = 6 };

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A number is outside of its range.</exception>
    public override void Check()
    {
        base.Check();
        RequireWithin(2, double.PositiveInfinity, (nameof(Batch), Batch));
        RequireWithin(0, 2, (nameof(Margin), Margin));
        RequireWithin(0, 1, (nameof(Mirror), Mirror), (nameof(Erase), Erase));
        RequireWithin(0, 0.999999, (nameof(AverageDecay), AverageDecay));
        RequireWithin(0, FashionMnistPictures.Side - 1, (nameof(Shift), Shift));
    }
}
