using MlNetFashion.Training.Data;
using MlNetFashion.Training.Engine;

namespace MlNetFashion.Training.Embedding;

/// <summary>A run of <see cref="EmbeddingTrainer"/>.</summary>
sealed record EmbeddingTrainingOptions : AdamWOptions
{
    /// <summary>The preset.</summary>
    public EmbeddingTrainingOptions() =>
        (Steps, ValidateEvery, LearningRate, WarmUpSteps, WeightDecay, ClipNorm) = (2000, 500, 2e-3, 150, 0.05, 2);

    /// <summary>Pairs a step; twice as many pictures.</summary>
    public int Pairs { get; init; } = 80;

    /// <summary>Whether matrices and kernels follow Muon instead of AdamW.</summary>
    public bool Muon { get; init; } = true;

    /// <summary>Pictures of the last steps that every text is compared with, beside those of the step; 0 for none.</summary>
    public int Queue { get; init; } = 4096;

    /// <summary>Weight of text to image and image to text.</summary>
    public double TextImageWeight { get; init; } = 1;

    /// <summary>Weight of the composed query to the image.</summary>
    public double ComposedWeight { get; init; } = 0.8;

    /// <summary>What brings images together that are alike in kind, colour and gender.</summary>
    public MetricLoss Metric { get; init; } = MetricLoss.BatchHardTriplet;

    /// <summary>Weight of that loss between images.</summary>
    public double TripletWeight { get; init; } = 0.3;

    /// <summary>The triplet loss's margin, in cosine.</summary>
    public double TripletMargin { get; init; } = 0.2;

    /// <summary>Weight of the attribute heads' cross-entropy.</summary>
    public double AttributeWeight { get; init; } = 0.1;

    /// <summary>Weight of the cross-entropy of kind, colour and gender, read from pictures' and composed queries' embeddings.</summary>
    public double ProxyWeight { get; init; } = 0.1;

    /// <summary>What cosines are multiplied with before the softmax at the start,
    /// which is learned on; 0 for what the encoders learned, which imported ones have lost.</summary>
    public double Scale { get; init; }

    /// <summary>How much of the average of weights stays after a step, 0 to below 1; 0 is the weights of the last step.</summary>
    public double AverageDecay { get; init; } = 0.998;

    /// <summary>How catalogues and kinds of pairs are mixed.</summary>
    public PairSamplerOptions Sampler { get; init; } = new();

    /// <summary>How pictures are varied.</summary>
    public Augmentation Augmentation { get; init; } = new();

    /// <summary>For tests: seconds.</summary>
    public static EmbeddingTrainingOptions Tiny { get; } =
        new() { Steps = 20, Pairs = 8, WarmUpSteps = 4, CheckpointEvery = 10, ReportEvery = 5, ValidateEvery = 20, Queue = 40 };

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A number is outside of its range.</exception>
    public override void Check()
    {
        base.Check();
        RequireWithin(1, double.PositiveInfinity, (nameof(Pairs), Pairs));
        RequireWithin(0, double.PositiveInfinity, (nameof(Queue), Queue), (nameof(TextImageWeight), TextImageWeight),
            (nameof(ComposedWeight), ComposedWeight), (nameof(TripletWeight), TripletWeight), (nameof(AttributeWeight), AttributeWeight),
            (nameof(ProxyWeight), ProxyWeight));
        RequireWithin(0, 2, (nameof(TripletMargin), TripletMargin));
        RequireWithin(0, EmbeddingModel.MaxScale, (nameof(Scale), Scale));
        RequireWithin(0, 0.999999, (nameof(AverageDecay), AverageDecay));
        if (Metric == MetricLoss.Proxies)
            throw new ArgumentException($"{MetricLoss.Proxies} learns a vector for each of a fixed set of classes, "
                + "but what is brought together here differs from batch to batch. Choose another loss.");
    }
}
