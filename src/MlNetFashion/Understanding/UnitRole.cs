namespace MlNetFashion.Understanding;

/// <summary>What a form of the lexicon does in a request.</summary>
enum UnitRole
{
    /// <summary>In no form of the lexicon.</summary>
    Unknown,
    Value,

    /// <summary>An adjective whose noun decides.</summary>
    Headed,
    Noun,
    Cue,
    PassedOver,
    Ends,
    And,
    Or,
    Ignored,
}
