namespace MlNetFashion.Understanding;

/// <summary>Brings the plural and the singular of a word together: "dresses" and "dress", "ladies" and "lady"; and "levi's" and "levis".</summary>
/// <remarks>Light on purpose, for titles of any language: endings of the plural in s alone (Harman, <em>How effective is suffixing?</em>, 1991).</remarks>
static class WordStem
{
    const int Shortest = 4;

    // French and Italian articles and the like: "d'ete" is "ete", and "levi's" remains.
    static readonly string[] s_elided = ["d'", "l'", "j'", "s'", "n'", "c'", "m'", "t'", "qu'", "dell'", "all'", "un'"];

    /// <summary>A folded word without its apostrophe.</summary>
    public static string Plain(string word)
    {
        if (!word.Contains('\'', StringComparison.Ordinal))
            return word;
        string? elided = Array.Find(s_elided, article =>
            word.StartsWith(article, StringComparison.Ordinal) && word.Length > article.Length + 1
            && "aeiouyh".Contains(word[article.Length], StringComparison.Ordinal));
        return (elided is null ? word : word[elided.Length..]).Replace("'", "", StringComparison.Ordinal);
    }

    /// <summary>The stem of a folded word.</summary>
    public static string Of(string word)
    {
        word = Plain(word);
        if (word.Length < Shortest || word[^1] != 's' || word[^2] is 's' or 'u' or 'i')
            return word;
        if (word.EndsWith("ies", StringComparison.Ordinal))
            return word.Length > Shortest ? $"{word[..^3]}y" : word[..^1];
        bool hisses = word.EndsWith("sses", StringComparison.Ordinal) || word.EndsWith("ches", StringComparison.Ordinal)
            || word.EndsWith("shes", StringComparison.Ordinal)
            || word.EndsWith("xes", StringComparison.Ordinal) || word.EndsWith("zes", StringComparison.Ordinal);
        return hisses ? word[..^2] : word[..^1];
    }
}
