namespace MlNetFashion.Catalogues;

/// <summary>One category of Fashion IQ in one split.</summary>
/// <param name="Category">dress, shirt or toptee.</param>
/// <param name="Split">train, val or test.</param>
/// <param name="Pairs">The captions.</param>
/// <param name="Gallery">The ids of the official split, which one retrieves from.</param>
public sealed record FashionIqPart(string Category, string Split, IReadOnlyList<FashionIqPair> Pairs, IReadOnlyList<string> Gallery)
{
    /// <summary>The smaller gallery that many papers retrieve from ("VAL protocol"):
    /// candidates and targets of the captions, each once, in order of appearance.</summary>
    public IReadOnlyList<string> PairGallery { get; } =
        [.. Pairs.SelectMany(pair => pair.Target is null ? [pair.Candidate] : new[] { pair.Candidate, pair.Target }).Distinct(StringComparer.Ordinal)];
}
