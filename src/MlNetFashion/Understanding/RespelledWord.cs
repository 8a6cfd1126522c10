namespace MlNetFashion.Understanding;

/// <summary>A word of a request that was misspelled, shortened or of another language, and was read as another.</summary>
/// <param name="Meant">What was read: "jacket" for "jaket", "black" for "blk".</param>
/// <param name="Start">Where it begins in the request, in UTF-16 units.</param>
/// <param name="End">Where it ends.</param>
public sealed record RespelledWord(string Meant, int Start, int End)
{
    /// <value>Whether it was misspelled; else the lexicon reads it as another, and it is a word of its own.</value>
    public bool IsMisspelled { get; init; }
}
