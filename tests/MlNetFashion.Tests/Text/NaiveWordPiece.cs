using System.Globalization;
using System.Text;
using MlNetFashion.Text;

namespace MlNetFashion.Tests.Text;

/// <summary>BERT's tokenizer once more, step by step on whole lists of code points as the original does it: slow, plain, and another way round.</summary>
static class NaiveWordPiece
{
    public static List<string> Tokenize(string text, IReadOnlySet<string> vocabulary) =>
        [.. Words(text).SelectMany(word => Pieces(word, vocabulary))];

    public static List<string> Words(string text)
    {
        List<int> clean = [.. CodePoints(text)
            .Where(c => c is '\t' or '\n' or '\r' || c is not (0 or 0xfffd) && Category(c) is not (UnicodeCategory.Control or UnicodeCategory.Format))];
        List<int> spaced = [.. clean.SelectMany(c => IsIdeograph(c) ? [' ', c, ' '] : new[] { c })];
        var words = new List<string>();
        foreach (List<int> token in Split(spaced, c => c is '\t' or '\n' or '\r' or 0x2028 or 0x2029 || Category(c) == UnicodeCategory.SpaceSeparator))
        {
            List<int> folded = [.. Decompose(Lower(token)).Where(c => Category(c) != UnicodeCategory.NonSpacingMark)];
            var word = new List<int>();
            foreach (int c in folded)
            {
                if (IsPunctuation(c))
                {
                    Flush();
                    words.Add(ToText([c]));
                }
                else
                {
                    word.Add(c);
                }
            }

            Flush();

            void Flush()
            {
                if (word.Count > 0)
                    words.Add(ToText(word));
                word.Clear();
            }
        }

        return words;
    }

    static List<string> Pieces(string word, IReadOnlySet<string> vocabulary)
    {
        List<int> codePoints = CodePoints(word);
        if (codePoints.Count > 100)
            return ["[UNK]"];
        var pieces = new List<string>();
        for (int start = 0; start < codePoints.Count;)
        {
            int end = codePoints.Count;
            while (end > start && !vocabulary.Contains(Piece(start, end)))
                end--;
            if (end == start)
                return ["[UNK]"];
            pieces.Add(Piece(start, end));
            start = end;
        }

        return pieces;

        string Piece(int start, int end) => (start == 0 ? "" : "##") + ToText(codePoints[start..end]);
    }

    static List<int> Lower(List<int> token)
    {
        var lower = new List<int>();
        for (int i = 0; i < token.Count; i++)
        {
            int c = token[i];
            if (c == 0x130)
            {
                lower.AddRange(['i', 0x307]);
            }
            else if (c == 0x3a3)
            {
                int before = token.FindLastIndex(Math.Max(i - 1, 0), i, other => !UnicodeTables.IsCaseIgnorable(other));
                int after = token.FindIndex(i + 1, other => !UnicodeTables.IsCaseIgnorable(other));
                bool final = before >= 0 && UnicodeTables.IsCased(token[before]) && (after < 0 || !UnicodeTables.IsCased(token[after]));
                lower.Add(final ? 0x3c2 : 0x3c3);
            }
            else
            {
                lower.Add(Rune.IsValid(c) ? Rune.ToLowerInvariant(new Rune(c)).Value : c);
            }
        }

        return lower;
    }

    // The marks inside single characters go here already; marks of the text stay until the order is made.
    static List<int> Decompose(List<int> token)
    {
        List<int> whole = [.. token.SelectMany(c => UnicodeTables.Fold(c) is { } fold ? CodePoints(fold) : [c])];
        for (int start = 0; start < whole.Count; start++)
        {
            int end = start;
            while (end < whole.Count && UnicodeTables.CombiningClass(whole[end]) != 0)
                end++;
            if (end == start)
                continue;
            List<int> ordered = [.. whole[start..end].OrderBy(UnicodeTables.CombiningClass)];
            whole.RemoveRange(start, end - start);
            whole.InsertRange(start, ordered);
            start = end;
        }

        return whole;
    }

    static List<List<int>> Split(List<int> codePoints, Predicate<int> separates)
    {
        List<List<int>> parts = [[]];
        foreach (int c in codePoints)
        {
            if (separates(c))
                parts.Add([]);
            else
                parts[^1].Add(c);
        }

        return parts;
    }

    static List<int> CodePoints(string text)
    {
        var codePoints = new List<int>();
        for (int i = 0; i < text.Length; i++)
        {
            bool pair = i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]);
            codePoints.Add(pair ? char.ConvertToUtf32(text[i], text[++i]) : text[i]);
        }

        return codePoints;
    }

    static string ToText(IEnumerable<int> codePoints) =>
        string.Concat(codePoints.Select(c => c is >= 0xd800 and < 0xe000 ? "\0" : char.ConvertFromUtf32(c)));

    static UnicodeCategory Category(int c) => CharUnicodeInfo.GetUnicodeCategory(c);

    static bool IsPunctuation(int c) => c < 128
        ? "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~".Contains((char)c)
        : Category(c).ToString().EndsWith("Punctuation", StringComparison.Ordinal) || Category(c).ToString().EndsWith("Quote", StringComparison.Ordinal);

    static bool IsIdeograph(int c) =>
        new[]
        {
            (0x4E00, 0x9FFF),
            (0x3400, 0x4DBF),
            (0x20000, 0x2A6DF),
            (0x2A700, 0x2B73F),
            (0x2B740, 0x2B81F),
            (0x2B820, 0x2CEAF),
            (0xF900, 0xFAFF),
            (0x2F800, 0x2FA1F)
        }
            .Any(block => c >= block.Item1 && c <= block.Item2);
}
