using MlNetFashion.Training.Engine;

namespace MlNetFashion.Training.Tagger;

/// <summary>A run of <see cref="TaggerTrainer"/>.</summary>
sealed record TaggerOptions : AdamWOptions
{
    /// <summary>The preset.</summary>
    public TaggerOptions() =>
        (Steps, CheckpointEvery, LearningRate, WarmUpSteps, WeightDecay, ClipNorm) = (1500, 250, 5e-4, 100, 0.01, 1);

    /// <summary>Texts a step.</summary>
    public int Texts { get; init; } = 64;

    /// <summary>Texts computed together: those of a step are sorted by length and cut into such parts, whose gradients add up.</summary>
    public int PartSize { get; init; } = 32;

    /// <summary>Share of states dropped, 0 to 1.</summary>
    public double Dropout { get; init; } = 0.1;

    /// <summary>Share of findings' words that becomes a rare word, 0 to 1: what the lexicon misses looks like that.</summary>
    public double ExchangedValues { get; init; } = 0.45;

    /// <summary>Share of the words that the lexicon lacks and that become rare words without a tag.</summary>
    public double ExchangedOthers { get; init; } = 0.12;

    /// <summary>For tests: seconds.</summary>
    public static TaggerOptions Tiny { get; } =
        new() { Steps = 6, Texts = 16, PartSize = 8, WarmUpSteps = 2, CheckpointEvery = 3, ReportEvery = 1, ValidateEvery = 6 };

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A number is outside of its range.</exception>
    public override void Check()
    {
        base.Check();
        RequireWithin(1, double.PositiveInfinity, (nameof(Texts), Texts), (nameof(PartSize), PartSize));
        RequireWithin(0, 1, (nameof(Dropout), Dropout), (nameof(ExchangedValues), ExchangedValues), (nameof(ExchangedOthers), ExchangedOthers));
    }
}
