using System.Text.RegularExpressions;

namespace MlNetFashion.VectorData;

/// <summary>Ranks records by the keywords that a text of theirs has: rare ones count more.</summary>
/// <param name="texts">A text of all records.</param>
sealed partial class KeywordRanking(PropertyColumn texts)
{
    /// <summary>Those that have one keyword or more.</summary>
    /// <param name="keywords">Words, in whatever case; of several in one each counts by itself.</param>
    /// <param name="allowed">For each record whether it may be an answer; null for all.</param>
    /// <param name="top">How many at most.</param>
    /// <returns>Positions, best first; of equal ones the earlier comes first.</returns>
    public IReadOnlyList<int> Rank(IEnumerable<string> keywords, bool[]? allowed, int top)
    {
        string[] asked = [.. keywords.SelectMany(Words).Distinct()];
        HashSet<string>[] words = [.. texts.Values.Select(text => Words(text as string ?? "").ToHashSet())];
        int[] records = new int[words.Length];
        foreach (int code in texts.Codes)
            records[code]++;
        double[] scores = new double[words.Length];
        foreach (string word in asked)
        {
            int having = words.Zip(records, (of, count) => of.Contains(word) ? count : 0).Sum();
            for (int text = 0; text < words.Length; text++)
                scores[text] += words[text].Contains(word) ? Math.Log(1 + (texts.Codes.Length + 0.5) / (having + 0.5)) : 0;
        }

        return
        [
            .. Enumerable.Range(0, texts.Codes.Length).Where(position => allowed?[position] != false && scores[texts.Codes[position]] > 0)
                .OrderByDescending(position => scores[texts.Codes[position]]).Take(top),
        ];
    }

    static IEnumerable<string> Words(string text) => Word().Matches(text).Select(match => match.Value.ToLowerInvariant());

    [GeneratedRegex(@"[\p{L}\p{N}]+")]
    private static partial Regex Word();
}
