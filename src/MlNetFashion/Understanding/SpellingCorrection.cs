namespace MlNetFashion.Understanding;

/// <summary>Finds the word that a misspelled one was meant to be.</summary>
/// <remarks>
/// <para>Words of 4 letters or more are corrected that are neither in the lexicon nor in the vocabulary, nor a known word with an ending.
/// People seldom mistake the first letter, so it stays, but may have changed places with the second. One edit is allowed (a letter too many,
/// missing, wrong, or two swapped), two from 8 letters on, and one more from 6 letters on where only vowels differ ("sandle"); of 4 letters only a missing
/// one or two swapped, because most short words are near some other.</para>
/// <para>A word of consonants alone is one that was shortened by its vowels ("sndls"), where all words that have them mean the same.</para>
/// <para>A word is compared with the few dozen that start alike and are about as long.</para>
/// </remarks>
sealed class SpellingCorrection
{
    const int ShortestWord = 4, LongWord = 8, LongestWord = 24, ShortestOfVowels = 6;

    const string Vowels = "aeiouy";

    static readonly string[] s_endings = ["s", "es", "ed", "d", "ing", "ly", "er", "r", "est"];

    readonly Func<string, bool> _isKnown, _isOrdinary;
    readonly Dictionary<char, List<string>> _byFirst = [];

    /// <param name="targets">What a word can be corrected to; of equally near ones that with the
    /// same letters, then that which has a letter more, else the first.</param>
    /// <param name="isKnown">Words that stay as they are.</param>
    /// <param name="isOrdinary">Words that stay as they are with an ending, too.</param>
    public SpellingCorrection(IEnumerable<string> targets, Func<string, bool> isKnown, Func<string, bool> isOrdinary)
    {
        (_isKnown, _isOrdinary) = (isKnown, isOrdinary);
        foreach (string target in targets.Where(target => target.Length >= ShortestWord && target.All(char.IsAsciiLetter)))
        {
            if (!_byFirst.TryGetValue(target[0], out List<string>? alike))
                _byFirst[target[0]] = alike = [];
            alike.Add(target);
        }
    }

    /// <summary>The word that was meant, or null where the word is right, ordinary, or near none.</summary>
    public string? Correct(string word)
    {
        if (word.Length is < ShortestWord or > LongestWord || !word.All(char.IsAsciiLetter) || _isKnown(word) || IsOrdinaryWithEnding(word))
            return null;
        int most = word.Length >= LongWord ? 2 : 1;
        string? best = null, vowels = null;
        int least = most + 1, reach = most + (word.Length >= ShortestOfVowels ? 1 : 0);
        Span<int> rows = stackalloc int[3 * (LongestWord + 3)];
        foreach (char first in word[0] == word[1] ? (ReadOnlySpan<char>)[word[0]] : [word[0], word[1]])
        {
            foreach (string target in _byFirst.GetValueOrDefault(first, []))
            {
                if (target == word || Math.Abs(target.Length - word.Length) > most || (first != word[0] && target[1] != word[0]))
                    continue;
                int distance = EditDistance.Of(word, target, rows);
                if (distance > most && distance <= reach && HaveSameConsonants(word, target))
                    vowels ??= target;
                if (distance > least || (distance == least && !(best is not null && Likelihood(word, target) > Likelihood(word, best))) ||
                    (word.Length == ShortestWord && target.Length <= word.Length && !AreSwapped(word, target)))
                    continue;
                (best, least) = (target, distance);
            }
        }

        return best ?? vowels;
    }

    // Letters change places more often than one is left out, and one is left out more often than written wrong.
    static int Likelihood(string word, string target) => AreSwapped(word, target) ? 2 : IsShortened(word, target) ? 1 : 0;

    static bool IsShortened(string word, string target)
    {
        int found = 0;
        foreach (char letter in target)
            found += found < word.Length && word[found] == letter ? 1 : 0;
        return found == word.Length;
    }

    static bool HaveSameConsonants(string word, string target)
    {
        int next = 0;
        foreach (char letter in target.Where(letter => !Vowels.Contains(letter)))
        {
            while (next < word.Length && Vowels.Contains(word[next]))
                next++;
            if (next == word.Length || word[next++] != letter)
                return false;
        }

        return word.AsSpan(next).IndexOfAnyExcept(Vowels) < 0;
    }

    static bool AreSwapped(string word, string target) => target.Length == word.Length && word.Order().SequenceEqual(target.Order());

    bool IsOrdinaryWithEnding(string word)
    {
        foreach (string ending in s_endings)
        {
            if (word.Length >= ending.Length + 3 && word.EndsWith(ending, StringComparison.Ordinal) && _isOrdinary(word[..^ending.Length]))
                return true;
        }

        // "skimpier" is "skimpy" with an ending.
        return word.EndsWith("ier", StringComparison.Ordinal) && _isOrdinary(word[..^3] + "y");
    }
}
