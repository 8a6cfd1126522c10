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
    [TestCase("shoes -puma", "puma")]
    [TestCase("a white shirt, not off white", "off white")]
    [TestCase("blue shirt but not royal blue", "royal blue")]
    [TestCase("boots, not ankle boots", "ankle")]
    [TestCase("no clothes by puma", "puma")]
    [TestCase("something other than puma, sports shoes", "puma")]
    [TestCase("I don't want anything by puma", "puma")]
    [TestCase("nike instead of puma", "puma")]
    [TestCase("a red dress", "")]
    public void Refused_words_are_read_and_reach_no_encoder(string request, string expected)
    {
        UnderstoodQuery understood = QueryUnderstanding.Default.Read(request);
        Assert.That(string.Join(' ', understood.Refused.Select(word => word.Text)), Is.EqualTo(expected));
        if (expected.Length > 0)
            Assert.That(understood.WantedText ?? "", Does.Not.Contain(expected));
    }

    [Test]
    public void A_word_is_found_by_its_whole_stem_wherever_it_stands()
    {
        string[] titles = [.. Enumerable.Range(0, 300)
            .Select(i => string.Join(' ', Enumerable.Range(0, 1 + i % 6).Select(j => s_parts[(i * 7 + j * 5 + i / 11) % s_parts.Length])))];
        CatalogueWords words = Of(titles);
        foreach (string asked in s_parts.SelectMany(part => part.Split(' ', '-')).Distinct())
        {
            string stem = WordStem.Of(RequestWords.Read(asked, 100)[0].Text);
            bool[] expected = [.. titles.Select(title => Naive(title).Contains(stem))];
            Assert.That(words.Have(asked), Is.EqualTo(expected), asked);
        }
    }

    [TestCase("kleid", "Sommerkleid rot")]
    [TestCase("kleid", "Kleider für Damen")]
    [TestCase("vestito", "Vestiti estivi")]
    [TestCase("платье", "Платья летние")]
    [TestCase("连衣裙", "夏季连衣裙")]
    [TestCase("été", "Robe d'ete")]
    public void Words_of_other_languages_meet_in_compounds_endings_and_scripts(string asked, string title)
    {
        CatalogueWords words = Of(["Red thing", title, "Blue thing"]);
        float[]? scores = words.Score(asked);
        Assert.That(scores, Is.Not.Null);
        Assert.That(scores!.Index().Where(score => score.Item > 0).Select(score => score.Index), Is.EqualTo([1]));
    }

    [TestCase("addidas", "adidas")]
    [TestCase("rebok", "reebok")]
    [TestCase("adidas", null)]
    [TestCase("reebow", "reebok")]
    [TestCase("rebook", "reebok")]
    [TestCase("rubic", null)]
    [TestCase("dress", null)]
    [TestCase("xylophone", null)]
    public void A_word_is_corrected_to_the_catalogues_own_but_never_one_that_items_have(string word, string? expected)
    {
        CatalogueWords words = Of([.. Enumerable.Repeat("Adidas shoes", 5), .. Enumerable.Repeat("Reebok shoes", 5)]);
        Assert.That(words.Correct(word), Is.EqualTo(expected));
    }

    [Test]
    public void A_brand_of_few_items_is_not_taken_for_a_large_one_and_a_slip_of_one_title_is()
    {
        string[] large = [.. Enumerable.Repeat("Nikon shoes", 150)];
        Assert.That(Of([.. large, "Nikom shoes", "Nikom hats", "Nikom caps", "Nikom bags"]).Correct("nikom"), Is.Null, "four items have it");
        Assert.That(Of([.. large, "Nikom shoes"]).Correct("nikom"), Is.EqualTo("nikon"));
    }

    [Test]
    public void A_value_within_a_brand_is_a_name()
    {
        CatalogueWords words = Of([.. Enumerable.Repeat("Red Tape Men Black Shoes", 5), "Red Dress", "Red Shoes"]);
        Assert.That(words.Names("red tape shoes"), Is.EqualTo(new[] { (0, 8) }));
        Assert.That(words.Names("red shoes"), Is.Empty);
        float[] names = words.ScoreNames("red tape shoes")!;
        Assert.That(names[..5], Is.All.GreaterThan(names[5]));
        Assert.That(names[6], Is.EqualTo(names[5]), "shoes are no name");
    }

    [TestCase("Puma Men T-Shirt", "0 2")]
    [TestCase("puma  men t shirt!", "0 2")]
    [TestCase("Puma Men Tshirt Red", "")]
    [TestCase("puma men", "")]
    [TestCase("robe d'été bleue", "4")]
    public void A_title_typed_word_for_word_is_known(string typed, string expected) =>
        Assert.That(string.Join(' ', Of(["Puma Men T-shirt", "Puma Men", "puma men t-shirt", "A Puma Men T-shirt", "Robe d'été bleue"]).WithTitle(typed)),
            Is.EqualTo(expected));

    [TestCase("off white", "1")]
    [TestCase("white", "0 1")]
    public void All_words_of_a_phrase_have_to_be_there(string words, string expected) =>
        Assert.That(string.Join(' ', Of(["White shirt", "Off White shirt", "Off shoulder top"]).Have(words).Index().Where(row => row.Item)
            .Select(row => row.Index)), Is.EqualTo(expected));

    static readonly string[] s_parts =
        ["Levi's", "T-shirt", "tshirts", "t shirt", "Dresses", "lady", "ladies", "men", "women", "shirt", "shirts", "boxes", "Été", "10k", "a", "polo"];

    // Another way to the same: every word of a title by itself, and with the next where one of both is short.
    static HashSet<string> Naive(string title)
    {
        string[] stems = [.. RequestWords.Read(title, 1000).Select(word => WordStem.Of(word.Text))],
            plain = [.. RequestWords.Read(title, 1000).Select(word => word.Text.Replace("'", "", StringComparison.Ordinal))];
        return [.. stems, .. stems.Skip(1).Select((stem, i) => (First: plain[i], Stem: stem)).Where(pair => pair.First.Length <= 2 || pair.Stem.Length <= 2)
            .Select(pair => $"{pair.First}{pair.Stem}")];
    }

    static CatalogueWords Of(string[] titles)
    {
        CatalogueItem[] items = [.. titles.Select((title, i) => SmallIndex.Item($"{i}", title))];
        return new CatalogueWords(EmbeddingIndex.Create(SmallIndex.Description, items, SmallIndex.Vectors(items.Length, 4, 1), 4).Items,
            QueryUnderstanding.Default);
    }
}
