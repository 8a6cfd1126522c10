using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using MlNetFashion.Text;

namespace MlNetFashion.Tests.Text;

public sealed class WordReaderTests
{
    [TestCase("Hello,world!", "hello , world !")]
    [TestCase("a\tb\nc\u00a0d\u3000e", "a b c d e")]
    [TestCase("T-shirt $20 <b>+x=^y|~`", "t - shirt $ 20 < b > + x = ^ y | ~ `")]
    [TestCase("snake_case", "snake _ case")]
    [TestCase("Café NAÏVE Ångström", "cafe naive angstrom")]
    [TestCase("a\vb\0c\ufffdd\u200be", "abcde")]
    [TestCase("連衣裙dress", "連 衣 裙 dress")]
    [TestCase("İSTANBUL ẞ", "istanbul ß")]
    [TestCase("ΟΔΟΣ ΣΑΣ. Σ", "οδος σας . σ")]
    [TestCase("≠ \u037e \u1fef", "= ; `")]
    [TestCase("नमस्ते", "नमसत")]
    [TestCase("100€ ok😀ok", "100€ ok😀ok")]
    [TestCase(" \u0301 ", "")]
    public void Text_becomes_words_as_BERT_makes_them(string text, string expected) =>
        Assert.That(string.Join(' ', Words(text)), Is.EqualTo(expected));

    // Recipe: random strings of six kinds through the original tokenization.py on Python 3.13, whose unicodedata is independent of ours;
    // one a line, text, tab, words; \u{...} for all but printable ASCII.
    [Test]
    public void Words_equal_those_of_the_original_on_its_own_Unicode_tables()
    {
        using var reader = new StreamReader(typeof(WordReaderTests).Assembly.GetManifestResourceStream("basic-words.golden.txt")!);
        int cases = 0;
        while (reader.ReadLine() is { } line)
        {
            string[] halves = line.Split('\t');
            string[] expected = [.. halves[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Unescape)];
            Assert.That(Words(Unescape(halves[0])), Is.EqualTo(expected), line);
            cases++;
        }

        Assert.That(cases, Is.EqualTo(420));
    }

    [Test]
    public void Words_equal_those_of_the_naive_way_for_any_text() =>
        RandomText.Any.Sample(text => Assert.That(
            Words(text), Is.EqualTo(NaiveWordPiece.Words(text).Select(FirstHundred))), iter: 10_000);

    [Test]
    public void Every_code_point_folds_to_a_fixed_point_of_lower_case_that_has_no_marks()
    {
        for (int codePoint = 0; codePoint <= 0x10ffff; codePoint++)
        {
            if (UnicodeTables.Fold(codePoint) is not { } fold)
                continue;
            Assert.That(fold, Is.Not.Empty);
            foreach (Rune rune in fold.EnumerateRunes())
            {
                Assert.That(UnicodeTables.Fold(rune.Value), Is.Null, $"U+{codePoint:X}");
                Assert.That(CharUnicodeInfo.GetUnicodeCategory(rune.Value), Is.Not.EqualTo(UnicodeCategory.NonSpacingMark), $"U+{codePoint:X}");
            }
        }
    }

    static string FirstHundred(string word)
    {
        Rune[] runes = [.. word.EnumerateRunes()];
        return runes.Length <= WordReader.MaxCodePoints ? word : string.Concat(runes[..WordReader.MaxCodePoints]);
    }

    static List<string> Words(string text)
    {
        var words = new List<string>();
        var reader = new WordReader(text, new char[WordReader.BufferLength], new int[WordReader.BufferLength]);
        while (reader.Read())
            words.Add(reader.Word.ToString());
        return words;
    }

    static string Unescape(string text) =>
        Regex.Replace(text, @"\\u\{([0-9A-F]+)\}", match =>
            char.ConvertFromUtf32(int.Parse(match.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)));
}
