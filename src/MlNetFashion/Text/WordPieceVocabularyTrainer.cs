using System.Text;

namespace MlNetFashion.Text;

/// <summary>Learns a WordPiece vocabulary from text: characters first, then the pair of pieces seen most often is joined, again and again.</summary>
/// <remarks>Words are cut and folded as <see cref="WordPieceTokenizer"/> does it. The same lines in any order give the same vocabulary, on every machine:
/// equal counts are settled by the spelling.</remarks>
static class WordPieceVocabularyTrainer
{
    static readonly string[] s_special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];

    /// <summary>Reads all lines once, counts their words, and learns from the counts.</summary>
    /// <param name="lines">Titles, captions, …; null lines are empty.</param>
    /// <param name="options">Size and more.</param>
    /// <returns>Special pieces, characters, required words, then joined pieces in the order in which they were learned.</returns>
    /// <exception cref="ArgumentException">The size is too small for the alphabet and the required words.</exception>
    public static WordPieceVocabulary Train(IEnumerable<string?> lines, WordPieceTrainingOptions? options = null)
    {
        options ??= new WordPieceTrainingOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MinFrequency, 1);
        Dictionary<string, int> counts = CountWords(lines);
        var pieces = new PieceList();
        foreach (string special in s_special)
            pieces.Add(special);
        foreach (string character in FindAlphabet(counts, options))
            pieces.Add(character);
        foreach (string word in CountWords(options.RequiredWords).Keys.Order(StringComparer.Ordinal))
            pieces.Add(word);
        if (pieces.Count > options.Size)
            throw new ArgumentException(
                $"A vocabulary of {options.Size:N0} pieces was asked for, but the special pieces, "
                    + $"the characters and the required words are {pieces.Count:N0} already. Raise Size or shorten RequiredWords.",
                nameof(options));

        var merges = new PairMerger(counts);
        while (pieces.Count < options.Size && merges.JoinMostFrequent(options.MinFrequency) is { } joined)
            pieces.Add(joined);
        return new WordPieceVocabulary(pieces.InOrder);
    }

    static Dictionary<string, int> CountWords(IEnumerable<string?> lines)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var byText = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        char[] buffer = new char[WordReader.BufferLength];
        int[] sources = new int[WordReader.BufferLength];
        foreach (string? line in lines)
        {
            var words = new WordReader(line, buffer, sources);
            while (words.Read())
            {
                // A zero stands for a lone surrogate, which no file can hold.
                if (!words.IsTooLong && !words.Word.Contains('\0'))
                    byText[words.Word] = byText.TryGetValue(words.Word, out int count) ? count + 1 : 1;
            }
        }

        return counts;
    }

    /// <summary>Characters at the start of words, then the same inside (##); punctuation is never inside.</summary>
    static IEnumerable<string> FindAlphabet(Dictionary<string, int> counts, WordPieceTrainingOptions options)
    {
        var starts = new Dictionary<Rune, int>();
        var insides = new Dictionary<Rune, int>();
        foreach (string word in CountWords(options.Alphabet.Select(character => character.ToString())).Keys)
        {
            Rune rune = Rune.GetRuneAt(word, 0);
            starts[rune] = options.MinFrequency;
            if (UnicodeTables.Classify(rune.Value) != CharacterClass.Alone)
                insides[rune] = options.MinFrequency;
        }

        foreach ((string word, int count) in counts)
        {
            Dictionary<Rune, int> side = starts;
            foreach (Rune rune in word.EnumerateRunes())
            {
                side[rune] = side.GetValueOrDefault(rune) + count;
                side = insides;
            }
        }

        return Frequent(starts, "").Concat(Frequent(insides, "##"));

        IEnumerable<string> Frequent(Dictionary<Rune, int> seen, string mark) =>
            seen.Where(pair => pair.Value >= options.MinFrequency).Select(pair => pair.Key).Order().Select(rune => mark + rune);
    }
}
