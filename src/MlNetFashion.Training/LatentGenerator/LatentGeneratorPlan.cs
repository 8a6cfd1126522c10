using MlNetFashion.Training.Recipes;

namespace MlNetFashion.Training.LatentGenerator;

/// <summary>What may be chosen for a run of the latent generator.</summary>
public sealed record LatentGeneratorPlan : RunPlan
{
    /// <value>The run of the autoencoder in whose latents it draws.</value>
    public required string Autoencoder { get; init; }

    /// <value>A run of encoders or a folder of models whose queries it draws; null for the models that come with the program.</value>
    public string? Encoders { get; init; }

    /// <value>The run of a latent generator whose weights are the start; null for random weights.
    /// With no steps its flow is joined to the autoencoder's decoder.</value>
    public string? From { get; init; }

    /// <value>The run of the encoders whose queries the generator of <see cref="From"/> draws: it learns to read those of <see cref="Encoders"/> instead,
    /// and draws as before. Null to learn from pictures.</value>
    public string? Former { get; init; }

    internal override IReadOnlyList<RunStart> Starts =>
    [
        .. Former is null ? new[] { RunStart.Autoencoder(Autoencoder) } : [RunStart.Former(Former)],
        .. From is null ? [] : new[] { RunStart.LatentGenerator(From) },
    ];

    internal override IEnumerable<string> Words
    {
        get
        {
            yield return Former is null ? "--autoencoder RUN" : "--former RUN";
            if (Encoders is not null)
                yield return "--encoders DIR";
            if (From is not null)
                yield return "--from RUN";
        }
    }
}
