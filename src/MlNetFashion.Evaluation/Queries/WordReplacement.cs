namespace MlNetFashion.Evaluation;

/// <summary>Two captions that differ in one word, said as a change: "replace black with white".</summary>
static class WordReplacement
{
    /// <summary>The change that leads from a caption to another: the first word that the other lacks,
    /// and the first word that the other has more. Where neither lacks one, its last word.</summary>
    /// <remarks>As Vo et al. word it (Composing Text and Image for Image Retrieval, 2019).</remarks>
    /// <exception cref="ArgumentException">A caption has no word.</exception>
    public static string Say(string reference, string target)
    {
        (string[] from, string[] to) = (Words(reference), Words(target));
        if (from.Length == 0 || to.Length == 0)
            throw new ArgumentException($"A change leads from words to words, but \"{reference}\" and \"{target}\" were given. "
                + "Give captions of a word or more.");
        return $"replace {from.FirstOrDefault(word => !to.Contains(word)) ?? from[^1]} with {to.FirstOrDefault(word => !from.Contains(word)) ?? to[^1]}";
    }

    static string[] Words(string caption) => caption.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
