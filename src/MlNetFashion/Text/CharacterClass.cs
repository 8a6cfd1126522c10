namespace MlNetFashion.Text;

/// <summary>What the basic tokenizer does with a UTF-16 unit.</summary>
enum CharacterClass : byte
{
    /// <summary>Part of a word; one unit after folding.</summary>
    Letter,

    /// <summary>Ends a word.</summary>
    Space,

    /// <summary>Left out as if it were not there: control and format characters, U+0000, U+FFFD.</summary>
    Dropped,

    /// <summary>A non-spacing mark: left out, but seen by the canonical ordering.</summary>
    Mark,

    /// <summary>A word of its own: punctuation and ideographs.</summary>
    Alone,

    /// <summary>Surrogates, the final sigma, Hangul and whatever folds to several units: decided by <see cref="UnicodeTables.Classify"/>.</summary>
    Complex,
}
