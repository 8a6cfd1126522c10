using MlNetFashion.Catalogues;

namespace MlNetFashion.Understanding;

/// <summary>Words of a request that belong together, while it is read.</summary>
/// <param name="words">The words as the lexicon has them, with one space between.</param>
/// <param name="form">What they do; null for nothing known.</param>
sealed class RequestUnit(string words, LexiconForm? form)
{
    public string Words { get; } = words;

    public UnitRole Role { get; set; } = form?.Role ?? UnitRole.Unknown;

    public LexiconMeaning Meaning { get; set; } = form?.Meaning ?? default;

    public FindingChange Change { get; set; } = form?.Meaning.Change ?? FindingChange.Want;

    public bool IsTone { get; set; } = form?.IsTone ?? false;

    public HeadedLexiconEntry? Headed { get; } = form?.Headed;

    public CueKind Cue { get; } = form?.Cue ?? default;

    public bool IsRequired { get; set; }

    /// <summary>For a noun: whether an adjective before it took it.</summary>
    public bool IsTaken { get; set; }

    /// <summary>0 to 1, less than 1 where a word was misspelled or a model read it.</summary>
    public float Confidence { get; set; } = 1;

    public FindingSource Source { get; private set; }

    /// <summary>What stands before it.</summary>
    public WordBreak Break { get; set; }

    public int Start { get; init; }

    public int End { get; set; }

    /// <summary>Where the finding starts: at the cue where that stands just before.</summary>
    public int SpanStart { get; set; }

    public bool IsValue => Role == UnitRole.Value;

    public bool IsOf(AttributeKind kind) => Role == UnitRole.Value && Meaning.Kind == kind;

    /// <summary>Makes it what a model read.</summary>
    public void BecomeValue(LexiconMeaning meaning, float confidence)
    {
        (Role, Meaning, Change) = (UnitRole.Value, meaning, meaning.Change);
        (Confidence, Source) = (confidence, FindingSource.Model);
    }
}
