namespace MlNetFashion.Understanding;

/// <summary>Brings the plural and the singular of a word together: "dresses" and "dress", "ladies" and "lady"; and "levi's" and "levis".</summary>
/// <remarks>Light on purpose, for titles of any language: endings of the plural in s alone (Harman, <em>How effective is suffixing?</em>, 1991).</remarks>
static class WordStem
{
    const int Shortest = 4;

    /// <summary>The stem of a folded word.</summary>
    public static string Of(string word)
    {
        word = word.Replace("'", "", StringComparison.Ordinal);
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
