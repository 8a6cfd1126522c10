namespace MlNetFashion.Understanding;

/// <summary>What a word does to the values after it.</summary>
enum CueKind
{
    More,
    Less,
    Without,

    /// <summary>Without, for the fabric or pattern before it: "leather free".</summary>
    WithoutBefore,

    /// <summary>Without, for whatever value stands before it: "black excluded".</summary>
    ExcludedBefore,

    /// <summary>Without, and the garment too: "instead of a black dress".</summary>
    GivenUp,

    /// <summary>Given up for what is named after it: "swap the stripes for dots".</summary>
    Swapped,
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
