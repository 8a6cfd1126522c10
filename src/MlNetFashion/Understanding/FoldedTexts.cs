using System.Text;

namespace MlNetFashion.Understanding;

/// <summary>Many short texts as one, folded: lower case, without accents and apostrophes. Words are looked for in it when they are asked for.</summary>
/// <remarks>A word is found in 37,000 titles in less than a millisecond, because .NET compares many letters at
/// once; an inverted index takes a hundred times that to be made, which a program that
/// answers one request and ends would spend for each.</remarks>
sealed class FoldedTexts
{
    const char Separator = '\n';

    // A title word may be so much longer than a stem: "dress" and "dresses".
    const int LongestEnding = 3;

    // "T-shirt": so short a part is written apart, by a hyphen, or joined.
    const int ShortPart = 2;

    // Shorter words are within too many others; and a compound has more before its last word than "un".
    const int ShortestAlike = 4, ShortestBefore = 3;

    const int ShortestWhole = 3;

    static readonly char[] s_marks = [' ', '-', ',', '.', ';', ':', '/', '\'', '"', '(', ')', '&', '+', '!', '|'];

    readonly string _all;
    readonly int[] _starts;
    readonly Dictionary<string, int[]> _found = new(StringComparer.Ordinal);

    /// <summary>Folds texts.</summary>
    /// <param name="count">How many.</param>
    /// <param name="text">The text of a number from 0.</param>
    public FoldedTexts(int count, Func<int, string> text)
    {
        _starts = new int[count + 1];
        WordCounts = new byte[count];
        var all = new StringBuilder(count * 40);
        for (int i = 0; i < count; i++)
        {
            _starts[i] = all.Length;
            string folded = Fold(text(i));
            WordCounts[i] = CountWords(folded);
            all.Append(folded).Append(Separator);
        }

        _starts[count] = all.Length;
        _all = all.ToString();
    }

    /// <summary>How many.</summary>
    public int Count => _starts.Length - 1;

    /// <summary>The words of each text, 255 at most.</summary>
    public byte[] WordCounts { get; }

    /// <summary>The numbers of the texts that have a word, ascending.</summary>
    /// <param name="stem">Of <see cref="WordStem"/>.</param>
    public int[] Find(string stem)
    {
        lock (_found)
        {
            if (!_found.TryGetValue(stem, out int[]? found))
                _found[stem] = found = Search(stem);
            return found;
        }
    }

    /// <summary>The numbers of the texts with a word that begins or ends like one that no text has:
    /// "Sommerkleid" and "Kleider" for "kleid"; of scripts without blanks, those that hold it.</summary>
    public int[] FindAlike(string stem)
    {
        bool isSpaced = stem.All(c => c < '\u2e80' && !(c is >= '\u0e00' and <= '\u0eff'));
        if (stem.Length < (isSpaced ? ShortestAlike : 2))
            return [];
        var rows = new SortedSet<int>();
        string part = isSpaced ? stem[..^1] : stem;
        foreach ((int row, int start, int end) in Places(part))
        {
            ReadOnlySpan<char> word = _all.AsSpan(start, end - start);
            bool begins = IsBoundary(start) && word.Length - stem.Length is >= -1 and <= 2, ends = word.Length > stem.Length
                && word.EndsWith(stem, StringComparison.Ordinal);
            if (!isSpaced || begins || ends || EndsCompound(start, end, stem))
                rows.Add(row);
        }

        return [.. rows];
    }

    /// <summary>The numbers of the texts that are a text, word for word;
    /// none where it has fewer than three words, which are the title of many things.</summary>
    public int[] FindWhole(string text)
    {
        string[] words = Fold(text).Split(s_marks, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < ShortestWhole)
            return [];
        // The longest word is in the fewest texts.
        var rows = new SortedSet<int>();
        foreach ((int row, _, _) in Places(words.MaxBy(word => word.Length)!))
        {
            if (_all[_starts[row]..(_starts[row + 1] - 1)].Split(s_marks, StringSplitOptions.RemoveEmptyEntries).AsSpan().SequenceEqual(words))
                rows.Add(row);
        }

        return [.. rows];
    }

    /// <summary>Whether one word stands just before another in a text.</summary>
    public bool HasPair(int text, string first, string second)
    {
        string? before = null;
        foreach (Range range in Words(_starts[text], _starts[text + 1] - 1))
        {
            string word = _all[range];
            if (before == first && WordStem.Of(word) == second)
                return true;
            before = word;
        }

        return false;
    }

    /// <summary>Adds the words of a text that begin with a prefix to counts, each once.</summary>
    public void CountBeginning(int text, string prefix, int times, Dictionary<string, int> counts)
    {
        ReadOnlySpan<char> all = _all.AsSpan(_starts[text], _starts[text + 1] - _starts[text]);
        for (int at = all.IndexOf(prefix, StringComparison.Ordinal); at >= 0;)
        {
            int start = at, end = at + prefix.Length;
            while (end < all.Length && char.IsLetterOrDigit(all[end]))
                end++;
            if ((start == 0 || !char.IsLetterOrDigit(all[start - 1])) && all[..start].IndexOf(all[start..end], StringComparison.Ordinal) < 0)
            {
                string word = all[start..end].ToString();
                counts[word] = counts.GetValueOrDefault(word) + times;
            }

            int next = all[end..].IndexOf(prefix, StringComparison.Ordinal);
            at = next < 0 ? -1 : end + next;
        }
    }

    /// <summary>Adds all words of all texts, as they are written, to counts.</summary>
    /// <param name="counts">Of words.</param>
    /// <param name="weight">How often the text of a number counts.</param>
    public void CountWords(Dictionary<string, int> counts, Func<int, int> weight)
    {
        Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        for (int text = 0; text < Count; text++)
        {
            int times = weight(text);
            foreach (Range range in Words(_starts[text], _starts[text + 1]))
            {
                ReadOnlySpan<char> word = _all.AsSpan(range);
                lookup[word] = lookup.TryGetValue(word, out int count) ? count + times : times;
            }
        }
    }

    /// <summary>A text as it is compared: the words alone, with a blank between.</summary>
    internal static string Fold(string text)
    {
        if (Ascii.IsValid(text) && !text.Contains('\'', StringComparison.Ordinal))
            return text.Replace(Separator, ' ').ToLowerInvariant();
        return string.Join(' ', RequestWords.Read(text, QueryUnderstanding.MaxLength).Select(word => WordStem.Plain(word.Text)));
    }

    int[] Search(string stem)
    {
        var rows = new List<int>();
        if (stem.Length == 0)
            return [];
        foreach ((int row, int start, int end) in Places(stem[^1] == 'y' && stem.Length > 2 ? stem[..^1] : stem))
        {
            if (IsBoundary(start) && (rows.Count == 0 || rows[^1] != row) && end - start - stem.Length <= LongestEnding
                && (IsIdeograph(stem[0]) || WordStem.Of(_all[start..end]) == stem))
                rows.Add(row);
        }

        return Apart(stem) is { Count: > 0 } apart ? [.. rows.Union(apart).Order()] : [.. rows];
    }

    // Texts that write a word in two, a short part by itself: "t shirt" for "tshirt".
    List<int> Apart(string stem)
    {
        var rows = new List<int>();
        foreach (int length in (int[])[1, 2, stem.Length - 2, stem.Length - 1])
        {
            if (stem.Length < 4 || length is < 1 || length >= stem.Length || (length > ShortPart && stem.Length - length > ShortPart))
                continue;
            string first = stem[..length], second = stem[length..];
            foreach ((int row, int start, int end) in Places(length <= ShortPart ? second : first))
            {
                if (!IsBoundary(start))
                    continue;
                if (length <= ShortPart
                    ? WordStem.Of(_all[start..end]) == second && start > length && !IsWord(start - 1) && _all[start - 1] != Separator
                        && IsWholeWord(start - 1 - length, first)
                    : end - start == first.Length && end + 1 + second.Length <= _all.Length && _all[end] != Separator && IsWholeWord(end + 1, second))
                    rows.Add(row);
            }
        }

        return rows;
    }

    bool IsWholeWord(int start, string word) =>
        start >= 0 && _all.AsSpan(start).StartsWith(word, StringComparison.Ordinal) && !IsWord(start - 1) && !IsWord(start + word.Length);

    // Where a part stands, with the end of the word that it is in.
    IEnumerable<(int Text, int Start, int End)> Places(string part)
    {
        int text = 0;
        for (int at = _all.IndexOf(part, StringComparison.Ordinal); at >= 0; at = _all.IndexOf(part, at + 1, StringComparison.Ordinal))
        {
            while (_starts[text + 1] <= at)
                text++;
            int end = at + part.Length;
            while (IsWord(end) && !IsIdeograph(_all[end]))
                end++;
            yield return (text, at, end);
        }
    }

    bool EndsCompound(int start, int end, string stem) =>
        start >= ShortestBefore && IsWord(start - ShortestBefore) && IsWord(start - 1) && WordStem.Of(_all[start..end]) == stem;

    bool IsBoundary(int start) => start == 0 || !IsWord(start - 1) || IsIdeograph(_all[start - 1]) || IsIdeograph(_all[start]);

    bool IsWord(int at) => at >= 0 && at < _all.Length && char.IsLetterOrDigit(_all[at]);

    IEnumerable<Range> Words(int from, int to)
    {
        for (int at = from; at < to;)
        {
            if (!char.IsLetterOrDigit(_all[at]))
            {
                at++;
                continue;
            }

            int start = at;
            while (at < to && char.IsLetterOrDigit(_all[at]))
                at++;
            yield return start..at;
        }
    }

    static byte CountWords(string folded)
    {
        int words = 0;
        bool within = false;
        foreach (char c in folded)
        {
            bool isWord = char.IsLetterOrDigit(c);
            words += isWord && !within ? 1 : 0;
            within = isWord;
        }

        return (byte)Math.Min(byte.MaxValue, words);
    }

    static bool IsIdeograph(char c) => c is >= '\u3400' and <= '\u9fff' or >= '\uf900' and <= '\ufaff';
}
