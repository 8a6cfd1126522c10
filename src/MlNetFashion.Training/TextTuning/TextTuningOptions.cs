using MlNetFashion.Training.Data;
using MlNetFashion.Training.Embedding;
using MlNetFashion.Training.Engine;

namespace MlNetFashion.Training.TextTuning;

/// <summary>A run of <see cref="TextTuner"/>.</summary>
sealed record TextTuningOptions : AdamWOptions
{
    /// <summary>The preset.</summary>
    public TextTuningOptions() =>
        (Steps, ValidateEvery, LearningRate, WarmUpSteps, WeightDecay, ClipNorm) = (1200, 200, 3e-4, 50, 0.02, 2);

    /// <summary>Where the text encoder starts.</summary>
    public TextStart Start { get; init; } = TextStart.Encoders;

    /// <summary>Pairs a step.</summary>
    public int Pairs { get; init; } = 64;

    /// <summary>Further pictures a step that every text is compared with; they cost next to nothing, for they are embedded once.</summary>
    public int OtherCandidates { get; init; } = 2048;

    /// <summary>Norm of the noise that stands for the difference between pictures seen in training and pictures never seen.</summary>
    public double PictureNoise { get; init; } = 0.25;

    /// <summary>Weight of the composed query to the image, beside 1 for text to image.</summary>
    public double ComposedWeight { get; init; } = 1;

    /// <summary>Weight of the cross-entropy of kind, colour and gender, read from composed queries' embeddings by
    /// classifiers that learn from pictures' embeddings, too: what is not to change is kept.</summary>
    public double ProxyWeight { get; init; } = 0.2;

    /// <summary>Weight of the facts that queries are to mean, where embeddings tell facts.</summary>
    public double FactWeight { get; init; } = 1;

    /// <summary>What cosines are multiplied with before the softmax; 0 for what the encoders learned, which imported ones have lost.</summary>
    public double Scale { get; init; }

    /// <summary>How catalogues and kinds of pairs are mixed.</summary>
    public PairSamplerOptions Sampler { get; init; } = new();

    /// <summary>For tests: seconds.</summary>
    public static TextTuningOptions Tiny { get; } =
        new() { Steps = 6, Pairs = 8, OtherCandidates = 32, WarmUpSteps = 2, CheckpointEvery = 3, ReportEvery = 1, ValidateEvery = 6 };

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A number is outside of its range.</exception>
    public override void Check()
    {
        base.Check();
        RequireWithin(1, double.PositiveInfinity, (nameof(Pairs), Pairs));
        RequireWithin(0, double.PositiveInfinity, (nameof(OtherCandidates), OtherCandidates), (nameof(PictureNoise), PictureNoise),
            (nameof(ComposedWeight), ComposedWeight), (nameof(ProxyWeight), ProxyWeight), (nameof(FactWeight), FactWeight));
        RequireWithin(0, EmbeddingModel.MaxScale, (nameof(Scale), Scale));
    }
}
