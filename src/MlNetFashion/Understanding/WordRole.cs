namespace MlNetFashion.Understanding;

/// <summary>What words that have no value of their own do in a request.</summary>
enum WordRole
{
    /// <summary>Stands between a cue and its value: "no big stripes".</summary>
    PassedOver,

    /// <summary>Leads from an adjective to its noun: "shorter in length".</summary>
    LeadsTo,

    /// <summary>Leads from what refuses to what is refused: "not for men", "nothing with stripes".</summary>
    RefusedThrough,

    /// <summary>Stands between a noun and its adjective: "the sleeves are longer".</summary>
    Is,

    /// <summary>Ends what a cue speaks of.</summary>
    Ends,
    And,
    Or,

    /// <summary>Garments that are a part of another one where it has them: "a dress with a belt".</summary>
    Part,

    /// <summary>Says that a part follows.</summary>
    Has,

    /// <summary>Stands between what is swapped and what comes for it: "swap stripes for dots".</summary>
    GivesWay,

    /// <summary>Garments that take the one before them as an adjective: "jumper dress".</summary>
    Head,

    /// <summary>Words in which a value is meant by nobody: "on top".</summary>
    Ignored,

    /// <summary>Known, so that its spelling is never corrected.</summary>
    Ordinary,
}
