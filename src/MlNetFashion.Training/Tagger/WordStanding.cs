namespace MlNetFashion.Training.Tagger;

/// <summary>What the lexicon knows of a word that a tagger learns from.</summary>
enum WordStanding
{
    /// <summary>In the lexicon, in no finding or beside its value: "with", the "sleeves" of "long sleeves".</summary>
    Known,

    /// <summary>In no form of the lexicon, and nothing that the lexicon calls ordinary.</summary>
    Unknown,

    /// <summary>The value of a finding; another word could stand in its place.</summary>
    Value,

    /// <summary>The value of a finding that training must not see.</summary>
    HeldOut,
}
