namespace MlNetFashion.Understanding;

/// <summary>What a word does to the values after it.</summary>
enum CueKind
{
    More,
    Less,
    Without,

    /// <summary>Without, and the garment too: "instead of a black dress".</summary>
    GivenUp,
    Replace,

    /// <summary>Replace, for the value before it: "red instead".</summary>
    Replaced,
    Keep,
    Required,

    /// <summary>Required, for the value before it: "cotton only".</summary>
    RequiredBefore,

    /// <summary>Looks like a cue and is none: "not only".</summary>
    Neutral,
}
