namespace MlNetFashion.Understanding;

/// <summary>A word that a request refuses and that no lexicon need know: "not by puma", "anything but adidas".</summary>
/// <param name="Text">The word, folded: "puma".</param>
/// <param name="Start">Where the refusal begins in the request, with the words that say it, in UTF-16 units.</param>
/// <param name="End">Where it ends.</param>
public sealed record RefusedWord(string Text, int Start, int End);
