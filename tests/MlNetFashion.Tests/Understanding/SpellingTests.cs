using CsCheck;
using MlNetFashion.Catalogues;
using MlNetFashion.Text;
using MlNetFashion.Understanding;

namespace MlNetFashion.Tests.Understanding;

public sealed class SpellingTests
{
    [TestCase("stripd tshrt", "Pattern striped; Garment t-shirt")]
    [TestCase("sleevless drees", "Sleeve sleeveless; Garment dress")]
    [TestCase("gren jakcet", "Colour green; Garment jacket")]
    [TestCase("bleu trousres", "Colour blue; Garment trousers")]
    [TestCase("longre sleves", "Sleeve long +")]
    [TestCase("not balck", "Colour black -")]
    public void Misspelled_words_are_read_as_meant(string text, string expected)
    {
        UnderstoodQuery understood = QueryUnderstanding.Default.Read(text);
        Assert.That(Reading.Line(understood.Findings), Is.EqualTo(expected));
        Assert.That(understood.Findings.Any(finding => finding is { Source: FindingSource.Spelling, Confidence: > 0.5f and < 1 }), Is.True);
    }

    [TestCase("large")]
    [TestCase("more")]
    [TestCase("while you wait")]
    [TestCase("the plant costs less")]
    [TestCase("blank block")]
    [TestCase("a great deal")]
    [TestCase("please write back")]
    [TestCase("a boat on the coast")]
    [TestCase("worn wood, stone floors")]
    [TestCase("skates and boards")]
    [TestCase("qwertzuiop xxyyzz")]
    [TestCase("skimpier")]
    public void Ordinary_words_are_left_alone(string text) => Assert.That(Reading.Of(text), Is.Empty);

    [TestCase("short", "Hem short")]
    [TestCase("shirt", "Garment shirt")]
    [TestCase("shorts", "Garment shorts")]
    [TestCase("lace", "Fabric lace")]
    [TestCase("tan", "Colour tan")]
    public void A_word_that_is_right_is_never_another(string text, string expected) => Assert.That(Reading.Of(text), Is.EqualTo(expected));

    [Test]
    public void No_word_of_the_shipped_vocabulary_is_corrected() => Assert.Multiple(() =>
    {
        foreach (string word in WordPieceVocabulary.Default.Pieces.Where(piece => piece.All(char.IsAsciiLetter)))
            Assert.That(QueryUnderstanding.Default.Read(word).Findings.Where(finding => finding.Source == FindingSource.Spelling), Is.Empty, word);
    });

    [Test]
    public void The_distance_counts_a_swap_as_one_edit_and_is_a_metric_on_near_words()
    {
        Assert.That(Distance("striped", "stripde"), Is.EqualTo(1));
        Assert.That(Distance("", "abc"), Is.EqualTo(3));
        Gen<string> words = Gen.Char['a', 'd'].Array[0, 7].Select(letters => new string(letters));
        Gen.Select(words, words).Sample((left, right) =>
        {
            int distance = Distance(left, right);
            Assert.That(distance, Is.EqualTo(Distance(right, left)));
            Assert.That(distance, Is.LessThanOrEqualTo(Spelling.Distance(left, right)));
            Assert.That(distance == 0, Is.EqualTo(left == right));
            Assert.That(distance, Is.GreaterThanOrEqualTo(Math.Abs(left.Length - right.Length)));
        });
    }

    static int Distance(string left, string right) => EditDistance.Of(left, right, new int[3 * (right.Length + 1)]);
}
