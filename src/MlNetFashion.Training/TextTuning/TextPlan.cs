using MlNetFashion.Training.Recipes;

namespace MlNetFashion.Training.TextTuning;

/// <summary>What may be chosen for a run that tunes text encoder and query composer.</summary>
public sealed record TextPlan : RunPlan
{
    /// <value>The run whose encoders are tuned.</value>
    public required string Encoders { get; init; }

    /// <value>The run of pretraining whose BERT the text encoder starts from; null for none.</value>
    public string? Pretrained { get; init; }

    /// <value>Whether the text encoder starts from random weights: what pretraining is compared with.</value>
    public bool Fresh { get; init; }

    /// <summary>Where the text encoder starts.</summary>
    public TextStart Start => Pretrained is not null ? TextStart.Pretrained : Fresh ? TextStart.Fresh : TextStart.Encoders;

    internal override IReadOnlyList<RunStart> Starts => [RunStart.Encoders(Encoders), .. Pretrained is null ? [] : new[] { RunStart.Pretrained(Pretrained) }];

    internal override IEnumerable<string> Words
    {
        get
        {
            yield return "--encoders RUN";
            if (Pretrained is not null)
                yield return "--pretrained RUN";
            if (Fresh)
                yield return "--fresh";
        }
    }
}
