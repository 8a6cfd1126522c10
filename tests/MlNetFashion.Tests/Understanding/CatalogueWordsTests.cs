using MlNetFashion.Catalogues;
using MlNetFashion.Retrieval;
using MlNetFashion.Understanding;

namespace MlNetFashion.Tests.Understanding;

public sealed class CatalogueWordsTests
{
    static readonly string[] s_titles =
        ["Levis Men Blue Jeans", "Batman Tshirt", "Clarks Women Heels", "Puma Men Tshirt", "Puma Ladies Dresses", "Levis Lady Dress", "Wrangler Men Jeans"];

    static readonly CatalogueWords s_words = Of(s_titles);

    [TestCase("Levi's jeans", 0)]
    [TestCase("jeans by wrangler", 6)]
    [TestCase("batman t-shirt", 1)]
    [TestCase("a clarks heel", 2)]
    [TestCase("puma dress", 4)]
    public void The_item_with_the_words_is_first(string request, int expected)
    {
        float[] scores = s_words.Score(request)!;
        Assert.That(Array.IndexOf(scores, scores.Max()), Is.EqualTo(expected));
    }

    [Test]
    public void Unknown_words_say_nothing() => Assert.That(s_words.Score("xylophone"), Is.Null);

    [TestCase("puma", "3 4")]
    [TestCase("dresses", "4 5")]
    [TestCase("nike", "")]
    public void Items_that_have_a_word_are_known(string word, string expected) =>
        Assert.That(string.Join(' ', s_words.Have(word).Index().Where(row => row.Item).Select(row => row.Index)), Is.EqualTo(expected));

    [TestCase("jacket, not a bomber", "bomber")]
    [TestCase("tshirt not by puma", "puma")]
    [TestCase("anything but adidas", "adidas")]
    [TestCase("a red dress", "")]
    public void Refused_words_are_read_and_reach_no_encoder(string request, string expected)
    {
        UnderstoodQuery understood = QueryUnderstanding.Default.Read(request);
        Assert.That(string.Join(' ', understood.Refused.Select(word => word.Text)), Is.EqualTo(expected));
        if (expected.Length > 0)
            Assert.That(understood.WantedText ?? "", Does.Not.Contain(expected));
    }

    static CatalogueWords Of(string[] titles)
    {
        CatalogueItem[] items = [.. titles.Select((title, i) => SmallIndex.Item($"{i}", title))];
        return new CatalogueWords(EmbeddingIndex.Create(SmallIndex.Description, items, SmallIndex.Vectors(items.Length, 4, 1), 4).Items);
    }
}
