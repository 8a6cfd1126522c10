using MlNetFashion.Training.Recipes;

namespace MlNetFashion.Training.Generator;

/// <summary>What may be chosen for a run of the generator.</summary>
public sealed record GeneratorPlan : RunPlan
{
    /// <value>The run of the encoders that it draws for; they stay as they are.</value>
    public required string Encoders { get; init; }

    /// <value>The run of a generator whose weights are the start, for encoders that were trained on, say; null for random weights.</value>
    public string? From { get; init; }

    /// <value>How it is trained; null for the usual way.</value>
    public GeneratorStrategy? Strategy { get; init; }

    internal override IReadOnlyList<RunStart> Starts => [RunStart.Encoders(Encoders), .. From is null ? [] : new[] { RunStart.Generator(From) }];

    internal override IEnumerable<string> Words
    {
        get
        {
            yield return "--encoders RUN";
            if (From is not null)
                yield return "--from RUN";
            if (Strategy is not null)
                yield return $"--strategy {Strategy.Name}";
        }
    }
}
