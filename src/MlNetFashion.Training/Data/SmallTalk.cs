namespace MlNetFashion.Training.Data;

/// <summary>Words around a request that ask for nothing: people put them anywhere, and they must not change what is understood.</summary>
static class SmallTalk
{
    const double Share = 0.4;

    const int Most = 4;

    static readonly string[] s_words =
    [
        "please", "maybe", "some", "hello", "thanks", "the", "a", "of", "it", "is", "are", "be", "that", "which", "and", "with", "me", "you", "we", "my",
        "your", "have", "has", "do",
        "does", "can", "could", "would", "should", "must", "need", "want", "like", "love", "find", "get", "give", "see", "search", "buy", "wear", "one", "ones",
        "kind", "sort", "really",
        "just", "any", "there", "here", "for", "to", "at", "what", "where", "colour", "color", "style", "looking", "look", "show", "all", "good", "nice",
        "new", "?", ",", "!", "."
    ];

    /// <summary>The text, now and then with a few such words strewn in.</summary>
    public static string Add(string text, Random random)
    {
        if (random.NextDouble() >= Share)
            return text;
        List<string> words = [.. text.Split(' ')];
        for (int i = random.Next(Most) + 1; i > 0; i--)
            words.Insert(random.Next(words.Count + 1), s_words[random.Next(s_words.Length)]);
        return string.Join(' ', words);
    }
}
