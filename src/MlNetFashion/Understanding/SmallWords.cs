namespace MlNetFashion.Understanding;

/// <summary>Words around what a request is about, which titles have by chance.</summary>
static class SmallWords
{
    static readonly HashSet<string> s_all = new(
        [
            "a", "an", "the", "in", "on", "of", "for", "to", "with", "by", "from", "at", "and", "or", "but", "not", "no", "is", "are", "it", "this", "that",
            "i", "me", "my", "we", "you", "your", "our",
            "want", "like", "some", "any", "do", "does", "have", "has", "need", "please", "show", "find", "looking", "look", "search", "get", "give", "buy",
            "one", "ones", "something", "anything",
            "would", "could", "can", "be", "as", "so", "than", "there", "which", "what", "where", "who", "if", "his", "her", "their", "he", "she", "they",
            "them", "am", "im", "i'm", "i'd",
            "nothing", "without", "except", "never", "only", "just", "under", "over", "size", "clothes", "clothing", "item", "items", "thing", "things",
            "stuff", "brand", "brands", "made", "new",
        ], StringComparer.Ordinal);

    /// <summary>Whether a folded word is one of them.</summary>
    public static bool Are(string word) => s_all.Contains(word);
}
