using MlNetFashion.Text;
using MlNetFashion.Training.Pretraining;

namespace MlNetFashion.Training.Tests.Pretraining;

public sealed class MaskedTextsTests
{
    static readonly WordPieceTokenizer s_tokenizer = WordPieceTokenizer.Default;

    static readonly string[] s_texts =
    [
        "red dress", "", "a navy blue striped kurta for women with long sleeves", "is shorter", "Puma Men's Logo Bermuda Grey Short", "jeans", "\u200b",
        "the same but in black",
        string.Join(' ', Enumerable.Repeat("shirt", 60)),
    ];

    [Test]
    public void EveryTextIsThereOnceUnderItsHiddenTokensWithPaddingToTheLongestOfItsPart()
    {
        IReadOnlyList<MaskedTexts> parts = Make(partSize: 3, seed: 5);
        var found = new List<string>();
        foreach (MaskedTexts part in parts)
        {
            long[] ids = [.. part.InputIds];
            for (int i = 0; i < part.Places.Length; i++)
                ids[part.Places[i]] = part.Answers[i];
            long[][] rows = [.. ids.Chunk(part.Length).Select((row, i) => row[..(int)part.AttentionMask.Skip(i * part.Length).Take(part.Length).Sum()])];
            Assert.That(rows, Has.Length.EqualTo(part.Count));
            Assert.That(rows.Max(row => row.Length), Is.EqualTo(part.Length));
            Assert.That(ids.Where((_, i) => part.AttentionMask[i] == 0), Is.All.EqualTo(s_tokenizer.Vocabulary.PaddingId));
            found.AddRange(rows.Select(row => string.Join(' ', row)));
        }

        Assert.That(found, Is.EquivalentTo(s_texts.Select(Encode).Where(text => text.Split(' ').Length > 2)));
        Assert.That(parts.Select(part => part.Length), Is.Ordered);
    }

    [Test]
    public void TheSameSeedHidesTheSameTokensAndAnotherSeedOthers()
    {
        Assert.That(Make(4, seed: 1).SelectMany(part => part.InputIds), Is.EqualTo(Make(4, seed: 1).SelectMany(part => part.InputIds)));
        Assert.That(Make(4, seed: 1).SelectMany(part => part.InputIds), Is.Not.EqualTo(Make(4, seed: 2).SelectMany(part => part.InputIds)));
    }

    static IReadOnlyList<MaskedTexts> Make(int partSize, int seed) =>
        MaskedTexts.Make(s_texts, s_tokenizer, new TokenMasking(s_tokenizer.Vocabulary, 0.15, wholeWords: true), Columns.MaxTokens, partSize, new Random(seed));

    static string Encode(string text)
    {
        long[] ids = new long[Columns.MaxTokens], mask = new long[Columns.MaxTokens];
        return string.Join(' ', ids[..s_tokenizer.Encode(text, ids, mask)]);
    }
}
