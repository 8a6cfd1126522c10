using MlNetFashion.Training.Recipes;

namespace MlNetFashion.Training.Facts;

/// <summary>What may be chosen for a run that makes embeddings tell facts.</summary>
public sealed record FactPlan : RunPlan
{
    /// <value>The run whose encoders are taken.</value>
    public required string Encoders { get; init; }

    internal override IReadOnlyList<RunStart> Starts => [RunStart.Encoders(Encoders)];

    internal override IEnumerable<string> Words => ["--encoders RUN"];
}
