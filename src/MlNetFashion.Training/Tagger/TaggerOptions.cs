using MlNetFashion.Training.Engine;

namespace MlNetFashion.Training.Tagger;

/// <summary>A run of <see cref="TaggerTrainer"/>.</summary>
public sealed record TaggerOptions : TrainingOptions
{
    /// <summary>The preset.</summary>
    public TaggerOptions() => (Steps, CheckpointEvery) = (1500, 250);

    /// <summary>Texts a step.</summary>
    public int Texts { get; init; } = 64;

    /// <summary>Texts computed together: those of a step are sorted by length and cut into such parts, whose gradients add up.</summary>
    public int PartSize { get; init; } = 32;

    /// <summary>The highest learning rate of AdamW; warm-up is linear, the way down a cosine.</summary>
    public double LearningRate { get; init; } = 5e-4;

    /// <summary>Steps until the highest learning rate.</summary>
    public int WarmUpSteps { get; init; } = 100;

    /// <summary>AdamW's decay of weight matrices; norms and biases are left alone.</summary>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>The largest norm of all gradients together.</summary>
    public double ClipNorm { get; init; } = 1;

    /// <summary>Share of states dropped, 0 to 1.</summary>
    public double Dropout { get; init; } = 0.1;

    /// <summary>Share of findings' words that becomes a rare word, 0 to 1: what the lexicon misses looks like that.</summary>
    public double ExchangedValues { get; init; } = 0.45;

    /// <summary>Share of the words that the lexicon lacks and that become rare words without a tag.</summary>
    public double ExchangedOthers { get; init; } = 0.12;

    /// <summary>For tests: seconds.</summary>
    public static TaggerOptions Tiny { get; } = new() { Steps = 6, Texts = 16, PartSize = 8, WarmUpSteps = 2, CheckpointEvery = 3, ReportEvery = 1, ValidateEvery = 6 };
}
