namespace MlNetFashion.Text;

/// <summary>Words as rows of pieces, and how often each pair of neighbours stands in the text.</summary>
sealed class PairMerger
{
    readonly List<(List<string> Pieces, int Count)> _words = [];
    readonly Dictionary<(string Left, string Right), long> _pairs = [];
    readonly Dictionary<(string Left, string Right), HashSet<int>> _holders = [];

    public PairMerger(Dictionary<string, int> counts)
    {
        foreach ((string word, int count) in counts)
        {
            _words.Add(([.. word.EnumerateRunes().Select((rune, index) => index == 0 ? rune.ToString() : "##" + rune)], count));
            CountPairs(_words.Count - 1, 1);
        }
    }

    /// <summary>Joins the most frequent pair everywhere; of equal ones the first in ordinal order.</summary>
    /// <returns>The new piece, or null when no pair is seen <paramref name="minFrequency"/> times.</returns>
    public string? JoinMostFrequent(int minFrequency)
    {
        (string Left, string Right)? found = null;
        long most = minFrequency - 1;
        foreach (((string Left, string Right) pair, long count) in _pairs)
        {
            if (count > most || count == most && found is { } other && Compare(pair, other) < 0)
                (found, most) = (pair, count);
        }

        if (found is not { } best)
            return null;
        string joined = best.Left + best.Right[2..];
        foreach (int word in _holders[best].ToArray())
        {
            CountPairs(word, -1);
            Join(_words[word].Pieces, best, joined);
            CountPairs(word, 1);
        }

        return joined;
    }

    static int Compare((string Left, string Right) a, (string Left, string Right) b)
    {
        int left = string.CompareOrdinal(a.Left, b.Left);
        return left != 0 ? left : string.CompareOrdinal(a.Right, b.Right);
    }

    static void Join(List<string> pieces, (string Left, string Right) pair, string joined)
    {
        for (int i = 0; i + 1 < pieces.Count; i++)
        {
            if (pieces[i] != pair.Left || pieces[i + 1] != pair.Right)
                continue;
            pieces[i] = joined;
            pieces.RemoveAt(i + 1);
        }
    }

    void CountPairs(int word, int sign)
    {
        (List<string> pieces, int count) = _words[word];
        for (int i = 0; i + 1 < pieces.Count; i++)
        {
            (string, string) pair = (pieces[i], pieces[i + 1]);
            long left = _pairs.GetValueOrDefault(pair) + (long)sign * count;
            if (left == 0)
            {
                _pairs.Remove(pair);
                _holders.Remove(pair);
                continue;
            }

            _pairs[pair] = left;
            if (!_holders.TryGetValue(pair, out HashSet<int>? holders))
                _holders[pair] = holders = [];
            // A word that lost the pair may stay here: joining it again changes nothing.
            holders.Add(word);
        }
    }
}
