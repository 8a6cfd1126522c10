using MlNetFashion.Training.Recipes;

namespace MlNetFashion.Training.Autoencoder;

/// <summary>What may be chosen for a run of the autoencoder.</summary>
public sealed record AutoencoderPlan : RunPlan
{
    /// <value>The run of an autoencoder whose weights are the start; null for random weights.</value>
    public string? From { get; init; }

    internal override IReadOnlyList<RunStart> Starts => From is null ? [] : [RunStart.Autoencoder(From) with { Option = "--from" }];

    internal override IEnumerable<string> Words => From is null ? [] : ["--from RUN"];
}
