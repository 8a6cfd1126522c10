using MlNetFashion.Text;

namespace MlNetFashion.Tests.Text;

public sealed class WordPieceVocabularyTrainerTests
{
    static readonly WordPieceTrainingOptions s_small = new() { Size = 18, Alphabet = "" };

    // ##a ##t stands in 10 words, then h ##at in 7, c ##at in 3, hat ##s in 2.
    [Test]
    public void The_most_frequent_pair_is_joined_first()
    {
        string[] lines = ["hat hat hat hat hat", "cat cat cat", "hats hats"];
        IReadOnlyList<string> pieces = WordPieceVocabularyTrainer.Train(lines, s_small).Pieces;
        Assert.That(pieces, Is.EqualTo(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "c", "h", "##a", "##s", "##t", "##at", "hat", "cat", "hats"]));
    }

    [Test]
    public void The_order_of_the_lines_makes_no_difference()
    {
        string[] lines = [.. Enumerable.Range(0, 300)
            .Select(i => $"{FashionWords.All.ElementAt(i * 7919 % FashionWords.All.Count)} {FashionWords.All.ElementAt(i % 40)}")];
        WordPieceTrainingOptions options = new() { Size = 400 };
        string expected = WordPieceVocabularyTrainer.Train(lines, options).Sha256;
        Assert.That(WordPieceVocabularyTrainer.Train(lines.Reverse(), options).Sha256, Is.EqualTo(expected));
        Assert.That(WordPieceVocabularyTrainer.Train(lines.Order(StringComparer.Ordinal), options).Sha256, Is.EqualTo(expected));
    }

    [Test]
    public void Counts_of_pairs_stay_right_through_all_joins()
    {
        string[] lines = [.. FashionWords.All, "banana bananas anana", "aaaa aaa aaaaa aaaa"];
        IReadOnlyList<string> learned = WordPieceVocabularyTrainer.Train(lines, s_small with { Size = 700 }).Pieces;
        string[] joined = [.. learned.Skip(5).Where(piece => piece.Replace("##", "").Length > 1)];
        Assert.That(joined, Has.Length.GreaterThan(400));
        Assert.That(joined, Is.EqualTo(NaiveJoins(lines, joined.Length)));
    }

    [Test]
    public void Rare_characters_and_pairs_are_left_out()
    {
        WordPieceVocabulary vocabulary = WordPieceVocabularyTrainer.Train(["red red q", "z"], s_small with { MinFrequency = 2 });
        Assert.That(vocabulary.Pieces.Skip(5), Is.EqualTo(["r", "##d", "##e", "##ed", "red"]));
    }

    [Test]
    public void Required_words_are_whole_and_must_fit()
    {
        WordPieceTrainingOptions options = s_small with { RequiredWords = ["Zebra", "Tüll"], Size = 7 };
        Assert.That(WordPieceVocabularyTrainer.Train([], options).Pieces.Skip(5), Is.EqualTo(["tull", "zebra"]));
        Assert.That(() => WordPieceVocabularyTrainer.Train([], options with { Size = 6 }), Throws.ArgumentException.With.Message.StartsWith(
            "A vocabulary of 6 pieces was asked for, but the special pieces, the characters and the required words are 7 already. "
                + "Raise Size or shorten RequiredWords."));
    }

    [Test]
    public void The_shipped_vocabulary_can_be_made_again()
    {
        FashionData.Require("myntra-styles.csv.gz");
        string folder = Path.GetDirectoryName(FashionData.Require("fashioniq-text.tar.gz"))!;
        Assert.That(FashionVocabulary.Train(folder).Sha256, Is.EqualTo(WordPieceVocabulary.Default.Sha256));
    }

    [Test]
    public void Missing_data_are_named() =>
        Assert.That(() => FashionVocabulary.Train(Path.GetTempPath()),
            Throws.TypeOf<FileNotFoundException>().With.Message.Contains("'myntra-styles.csv.gz' is not in"));

    /// <summary>Counts all pairs anew for each join.</summary>
    static List<string> NaiveJoins(string[] lines, int count)
    {
        List<List<string>> words = [.. lines.SelectMany(line => line.Split(' '))
            .Select(word => word.Select((letter, index) => (index == 0 ? "" : "##") + letter).ToList())];
        var joined = new List<string>();
        while (joined.Count < count)
        {
            (string Left, string Right) best = words.SelectMany(word => word.Zip(word.Skip(1))).GroupBy(pair => pair)
                .OrderByDescending(group => group.Count()).ThenBy(group => group.Key.First, StringComparer.Ordinal)
                    .ThenBy(group => group.Key.Second, StringComparer.Ordinal).First().Key;
            foreach (List<string> word in words)
            {
                for (int i = 0; i + 1 < word.Count; i++)
                {
                    if (word[i] != best.Left || word[i + 1] != best.Right)
                        continue;
                    word[i] = best.Left + best.Right[2..];
                    word.RemoveAt(i + 1);
                }
            }

            if (!joined.Contains(best.Left + best.Right[2..]))
                joined.Add(best.Left + best.Right[2..]);
        }

        return joined;
    }
}
