using MlNetFashion.Training.Data;
using MlNetFashion.Training.Engine;

namespace MlNetFashion.Training.Pretraining;

/// <summary>A run of <see cref="PretrainingTrainer"/>.</summary>
sealed record PretrainingOptions : AdamWOptions
{
    /// <summary>The preset.</summary>
    public PretrainingOptions() =>
        (Steps, CheckpointEvery, ValidateFirst, LearningRate, WarmUpSteps, WeightDecay, ClipNorm) = (5000, 200, true, 1.5e-3, 300, 0.01, 1);

    /// <summary>Texts a step.</summary>
    public int Texts { get; init; } = 128;

    /// <summary>Texts computed together: those of a step are sorted by length and cut into such parts, whose gradients add up.</summary>
    public int PartSize { get; init; } = 64;

    /// <summary>Share of states dropped, 0 to 1. None: few texts are seen more than five times, and requests never twice.</summary>
    public double Dropout { get; init; }

    /// <summary>Share of tokens hidden, above 0 and up to 1.</summary>
    public double MaskedShare { get; init; } = 0.15;

    /// <summary>Whether the pieces of a word are hidden together.</summary>
    public bool WholeWords { get; init; } = true;

    /// <summary>How often each kind of text is drawn.</summary>
    public PretrainingMixture Mixture { get; init; } = new();

    /// <summary>For tests: seconds.</summary>
    public static PretrainingOptions Tiny { get; } =
        new() { Steps = 6, Texts = 16, PartSize = 8, WarmUpSteps = 2, CheckpointEvery = 3, ReportEvery = 1, ValidateEvery = 6 };

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A number is outside of its range.</exception>
    public override void Check()
    {
        base.Check();
        RequireWithin(1, double.PositiveInfinity, (nameof(Texts), Texts), (nameof(PartSize), PartSize));
        RequireWithin(0, 1, (nameof(Dropout), Dropout));
        RequireWithin(double.Epsilon, 1, (nameof(MaskedShare), MaskedShare));
    }
}
