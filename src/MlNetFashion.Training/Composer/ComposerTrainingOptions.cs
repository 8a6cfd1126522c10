using MlNetFashion.Training.Data;
using MlNetFashion.Training.Engine;

namespace MlNetFashion.Training.Composer;

/// <summary>A run of <see cref="ComposerTrainer"/>.</summary>
sealed record ComposerTrainingOptions : AdamWOptions
{
    /// <summary>The preset.</summary>
    public ComposerTrainingOptions() =>
        (Steps, CheckpointEvery, ValidateEvery, LearningRate, WarmUpSteps, WeightDecay, ClipNorm) = (1200, 400, 400, 1e-3, 50, 0.02, 2);

    /// <summary>Triples a step, and as many texts without a picture.</summary>
    public int Pairs { get; init; } = 64;

    /// <summary>Further pictures a step that every query is compared with.</summary>
    public int OtherCandidates { get; init; } = 2048;

    /// <summary>Norm of the noise that stands for the difference between pictures seen in training and pictures never seen.</summary>
    public double PictureNoise { get; init; } = 0.25;

    /// <summary>What cosines are multiplied with before the softmax, above 0.</summary>
    public double Scale { get; init; } = 30;

    /// <summary>Of <see cref="SynthTripletComposer"/>: queries a step that are drawn by the generator
    /// and compared by what the image encoder sees in them, 1 or more.</summary>
    public int DrawnQueries { get; init; } = 16;

    /// <summary>How catalogues and kinds of pairs are mixed.</summary>
    public PairSamplerOptions Sampler { get; init; } = new();

    /// <summary>For tests: seconds.</summary>
    public static ComposerTrainingOptions Tiny { get; } =
        new() { Steps = 6, Pairs = 8, OtherCandidates = 32, WarmUpSteps = 2, DrawnQueries = 4, CheckpointEvery = 3, ReportEvery = 1, ValidateEvery = 6 };

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A number is outside of its range.</exception>
    public override void Check()
    {
        base.Check();
        RequireWithin(1, double.PositiveInfinity, (nameof(Pairs), Pairs), (nameof(DrawnQueries), DrawnQueries));
        RequireWithin(0, double.PositiveInfinity, (nameof(OtherCandidates), OtherCandidates), (nameof(PictureNoise), PictureNoise));
        RequireWithin(double.Epsilon, double.PositiveInfinity, (nameof(Scale), Scale));
    }
}
