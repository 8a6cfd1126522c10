namespace MlNetFashion.Understanding;

/// <summary>A value of a lexicon with the words for it.</summary>
/// <param name="Meaning">What they say.</param>
/// <param name="IsTone">Whether it is a tone, which becomes part of a colour that follows: "dark" in "dark blue".</param>
/// <param name="Forms">The words, as the lexicon spells them: "t-shirt", "tee shirts".</param>
public sealed record LexiconEntry(LexiconMeaning Meaning, bool IsTone, IReadOnlyList<string> Forms);
