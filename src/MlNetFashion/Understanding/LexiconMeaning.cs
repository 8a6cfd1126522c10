using MlNetFashion.Catalogues;

namespace MlNetFashion.Understanding;

/// <summary>What words of a lexicon say.</summary>
/// <param name="Kind">What they speak of.</param>
/// <param name="Value">The canonical value.</param>
/// <param name="Change"><see cref="FindingChange.Want"/>, or the change that the words say themselves: "darker" is more of "dark".</param>
public readonly record struct LexiconMeaning(AttributeKind Kind, string Value, FindingChange Change);
