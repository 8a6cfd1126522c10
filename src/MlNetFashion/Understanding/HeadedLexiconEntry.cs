using MlNetFashion.Catalogues;

namespace MlNetFashion.Understanding;

/// <summary>Adjectives whose meaning depends on their noun: "longer" of sleeves, of a hem, of neither.</summary>
/// <param name="Forms">The adjectives.</param>
/// <param name="ByNoun">What they mean by a noun of each kind.</param>
/// <param name="Alone">What they mean without such a noun; null for nothing.</param>
sealed record HeadedLexiconEntry(IReadOnlyList<string> Forms, IReadOnlyDictionary<AttributeKind, LexiconMeaning> ByNoun, LexiconMeaning? Alone);
