using MlNetFashion.Training.Recipes;

namespace MlNetFashion.Training.Composer;

/// <summary>What may be chosen for a run of a composer.</summary>
public sealed record ComposerPlan : RunPlan
{
    /// <summary>The words for the kinds; text, image and sum are baselines that learn nothing.</summary>
    internal static OptionWords<ComposerKind> Composers { get; } = new(
        ("gated", ComposerKind.Gated), ("text", ComposerKind.TextOnly), ("image", ComposerKind.ImageOnly), ("sum", ComposerKind.Sum),
        ("concatenation", ComposerKind.Concatenation),
        ("tirg", ComposerKind.Tirg), ("compose-ae", ComposerKind.ComposeAe), ("synth-triplet", ComposerKind.SynthTriplet));

    /// <value>Which composer.</value>
    public ComposerKind Composer { get; init; }

    /// <value>A run of encoders or a folder of models, whose embeddings are composed; null for the models that come with the program.</value>
    public string? Encoders { get; init; }

    /// <value>Folders or archives of Fashion IQ's photos, named by id, whose captions are then learned from, too.</value>
    public IReadOnlyList<string> Photos { get; init; } = [];

    internal override IEnumerable<string> Words
    {
        get
        {
            yield return $"--composer {Composers.Of(Composer)}";
            if (Encoders is not null)
                yield return "--encoders DIR";
            foreach (string _ in Photos)
                yield return "--photos SOURCE";
        }
    }
}
