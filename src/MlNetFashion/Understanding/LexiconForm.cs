namespace MlNetFashion.Understanding;

/// <summary>One form of a lexicon: words and what they do.</summary>
sealed record LexiconForm(UnitRole Role)
{
    public LexiconMeaning Meaning { get; init; }

    public bool IsTone { get; init; }

    public HeadedLexiconEntry? Headed { get; init; }

    public CueKind Cue { get; init; }
}
