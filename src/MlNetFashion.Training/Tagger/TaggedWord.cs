using MlNetFashion.Catalogues;

namespace MlNetFashion.Training.Tagger;

/// <summary>A word of a text that a tagger learns from.</summary>
/// <param name="Pieces">Ids of its pieces, one or more.</param>
/// <param name="Tag">0 for none, else 1 and the number of its <see cref="AttributeKind"/>.</param>
/// <param name="Standing">What the lexicon knows of it.</param>
readonly record struct TaggedWord(IReadOnlyList<long> Pieces, int Tag, WordStanding Standing);
