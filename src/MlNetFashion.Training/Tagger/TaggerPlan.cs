using MlNetFashion.Training.Recipes;

namespace MlNetFashion.Training.Tagger;

/// <summary>What may be chosen for a run of the tagger.</summary>
public sealed record TaggerPlan : RunPlan
{
    /// <value>The run of pretraining that it starts from; null for random weights.</value>
    public string? Pretrained { get; init; }

    internal override IReadOnlyList<RunStart> Starts => Pretrained is null ? [] : [RunStart.Pretrained(Pretrained)];

    internal override IEnumerable<string> Words => Pretrained is null ? [] : ["--pretrained RUN"];
}
