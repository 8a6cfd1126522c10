namespace MlNetFashion.Understanding;

/// <summary>How a finding was made.</summary>
public enum FindingSource
{
    /// <summary>The words stand in the lexicon.</summary>
    Lexicon,

    /// <summary>A word was misspelled, and the lexicon has one that is nearly the same.</summary>
    Spelling,

    /// <summary>A trained model read it.</summary>
    Model,
}
