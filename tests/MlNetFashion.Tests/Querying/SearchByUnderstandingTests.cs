using MlNetFashion.Catalogues;
using MlNetFashion.Models;
using MlNetFashion.Querying;
using MlNetFashion.Retrieval;
using MlNetFashion.Tests.Models;
using MlNetFashion.Understanding;

namespace MlNetFashion.Tests.Querying;

/// <summary>The models are random, so that only what was understood can bring the right items.</summary>
public sealed class SearchByUnderstandingTests
{
    static readonly string[] s_types = ["Tshirts", "Dresses", "Sports Shoes", "Casual Shoes", "Heels"], s_colours = ["Black", "Navy Blue", "Red", "White"],
        s_seasons = ["Fall", "Summer"];

    FashionPipeline _pipeline = null!;
    EmbeddingIndex _index = null!, _bare = null!;

    [OneTimeSetUp]
    public void Open()
    {
        _pipeline = FashionPipeline.Load(TinyModels.Folder, new OnnxScorerOptions { Threads = 1 });
        CatalogueItem[] items =
        [
            .. from type in s_types from colour in s_colours from season in s_seasons
               select SmallIndex.Item($"{type}-{colour}-{season}", "", ("articleType", type), ("baseColour", colour), ("season", season)),
        ];
        float[] vectors = SmallIndex.Vectors(items.Length, Columns.EmbeddingDimension, 5);
        _index = EmbeddingIndex.Create(_pipeline.Describe("attributes"), items, vectors);
        _bare = EmbeddingIndex.Create(_pipeline.Describe("none"), [.. items.Select(item => SmallIndex.Item(item.Id))], vectors);
    }

    [OneTimeTearDown]
    public void Close()
    {
        _pipeline.Dispose();
        _index.Dispose();
        _bare.Dispose();
    }

    [TestCase("must be red", "baseColour", "Red")]
    [TestCase("only t-shirts", "articleType", "Tshirts")]
    [TestCase("it has to be navy or white", "baseColour", "Navy Blue", "White")]
    [TestCase("strictly autumn", "season", "Fall")]
    [TestCase("must be shoes", "articleType", "Sports Shoes", "Casual Shoes", "Heels")]
    public void What_is_insisted_on_filters(string text, string column, params string[] expected)
    {
        Neighbour[] found = Search(text, _index, 100);
        Assert.That(found.Select(neighbour => neighbour.Item.Attributes[column]).Distinct(), Is.EquivalentTo(expected));
        Assert.That(found,
            Has.Length.EqualTo(_index.Count * expected.Length / (column == "articleType" ? s_types : column == "season" ? s_seasons : s_colours).Length));
    }

    [Test]
    public void What_no_attribute_tells_is_read_in_titles_and_never_leaves_out_those_that_are_silent()
    {
        string[] titles = ["Check Shirt", "Plaid Shirt", "Striped Shirt", "Shirt", "Checkout Shirt", "Full Sleeve Shirt", "Check Full Sleeved Shirt",
            "Not striped Shirt"];
        CatalogueItem[] items = [.. titles.Select((title, i) => SmallIndex.Item($"{i}", title, ("articleType", "Shirts")))];
        using var index = EmbeddingIndex.Create(_pipeline.Describe("titles"), items,
            [.. Enumerable.Repeat(SmallIndex.Vectors(1, Columns.EmbeddingDimension, 5), items.Length).SelectMany(vector => vector)]);

        // All pictures are the same, so that titles alone decide.
        Assert.That(First("a checked shirt", 3), Is.EquivalentTo(new[] { "0", "1", "6" }));
        Assert.That(First("a striped shirt", 1), Is.EqualTo(new[] { "2" }));
        Assert.That(First("a checked shirt with long sleeves", 1), Is.EqualTo(new[] { "6" }));
        Assert.That(First("a shirt, not checked", 5), Is.EquivalentTo(new[] { "2", "3", "4", "5", "7" }));
        Assert.That(Search("must be checked", index, 10), Has.Length.EqualTo(items.Length), "a silent title denies nothing");
        Neighbour[] found = Search("a checked shirt", index, 10);
        Assert.That(found.Single(neighbour => neighbour.Id == "1").Attributes.Single(match => match.Kind == AttributeKind.Pattern).Has, Is.True);
        Assert.That(found.Single(neighbour => neighbour.Id == "3").Attributes.Single(match => match.Kind == AttributeKind.Pattern).Has, Is.Null);

        string[] First(string text, int count) => [.. Search(text, index, count).Select(neighbour => neighbour.Id)];
    }

    [TestCase("must have no red", "baseColour", "Red")]
    [TestCase("it must be anything but heels", "articleType", "Heels")]
    public void What_is_refused_outright_is_filtered_out(string text, string column, string refused)
    {
        string[] values = [.. Search(text, _index, 100).Select(neighbour => neighbour.Item.Attributes[column]).Distinct()];
        Assert.That(values, Is.EquivalentTo((column == "baseColour" ? s_colours : s_types).Except([refused])));
    }

    [Test]
    public void Several_garments_are_each_among_the_answers()
    {
        // A random encoder would answer with whatever is near, so attributes alone decide here.
        Neighbour[] found =
            [.. _pipeline.Ask(new FashionQuery("t-shirts and a white dress"), _index,
                new SearchOptions { Top = 8, Understand = UnderstandingWeights.Default with { Match = 4 } }).Neighbours];
        Assert.That(found.Count(neighbour => neighbour.Item.Attributes["articleType"] == "Tshirts"), Is.GreaterThanOrEqualTo(3));
        Assert.That(found.Count(neighbour => neighbour.Item is { } item && item.Attributes["articleType"] == "Dresses"
            && item.Attributes["baseColour"] == "White"), Is.EqualTo(2));
        Assert.That(found.Select(neighbour => neighbour.Id), Is.Unique);
        Assert.That(found.Select(neighbour => neighbour.Score), Is.Ordered.Descending);
    }

    [TestCase("jeans and a white shirt", "jeans", "white shirt")]
    [TestCase("a red dress with white shoes for a wedding", "red dress wedding", "white shoes wedding")]
    [TestCase("jeans or a skirt, not black, for women", "jeans women", "skirt not black women")]
    [TestCase("Puma Men Black Shirt Tshirt", "Puma Men Black Shirt Tshirt")]
    [TestCase("a dress, black and white", "a dress, black and white")]
    [TestCase("black or white dress with long sleeves", "black or white dress with long sleeves")]
    public void Garments_that_words_keep_apart_are_parts(string text, params string[] expected)
    {
        UnderstoodQuery query = QueryUnderstanding.Default.Read(text);
        Assert.That(query.Parts.Select(part => part.Text), Is.EqualTo(expected));
        foreach (UnderstoodQuery part in query.Parts)
        {
            Assert.That(part.Findings.Select(part.Words), Is.SubsetOf(query.Findings.Select(query.Words)));
            Assert.That(part.Parts, Is.EqualTo([part]));
        }
    }

    [Test]
    public void What_is_insisted_on_in_vain_is_told()
    {
        var query = new FashionQuery("a dress that must be cotton and must be red");
        var options = new SearchOptions { By = SearchBy.Text };
        Assert.That(_pipeline.Ask(query, _index, options).Untold.Select(finding => finding.Value), Is.EqualTo(["cotton"]));
        Assert.That(_pipeline.Ask(query, _bare, options).Untold.Select(finding => finding.Value), Is.EqualTo(["cotton", "red"]));
    }

    [TestCase("must be made of wool")]
    [TestCase("must be striped and long-sleeved")]
    [TestCase("only dark")]
    public void What_no_column_tells_filters_nothing(string text)
    {
        Assert.That(Search(text, _index, 100), Has.Length.EqualTo(_index.Count));
        Assert.That(Search("must be red", _bare, 100), Has.Length.EqualTo(_bare.Count));
    }

    [TestCase("shoes, not black", "baseColour", "Black")]
    [TestCase("shoes but no sports shoes", "articleType", "Sports Shoes")]
    [TestCase("anything but red", "baseColour", "Red")]
    public void What_is_unwanted_is_left_out_and_nothing_else(string text, string column, string unwanted)
    {
        Neighbour[] found = Search(text, _index, 100);
        Assert.That(found.Select(neighbour => neighbour.Item.Attributes[column]), Has.None.EqualTo(unwanted));
        Assert.That(found, Has.Length.EqualTo(Enumerable.Range(0, _index.Count).Count(row => _index.Item(row).Attributes[column] != unwanted)),
            "Nothing else is refused.");
    }

    [Test]
    public void A_score_is_the_sum_of_its_parts_and_what_matches_gains_the_documented_bonus()
    {
        UnderstandingWeights weights = UnderstandingWeights.Default;
        Neighbour[] literal = Search("a red dress", _index, 100, understand: false), understood = Search("a red dress", _index, 100);
        foreach (Neighbour neighbour in understood)
        {
            int matches = (neighbour.Item.Attributes["articleType"] == "Dresses" ? 1 : 0) + (neighbour.Item.Attributes["baseColour"] == "Red" ? 1 : 0);
            Assert.That(neighbour.Score, Is.EqualTo(literal.Single(other => other.Id == neighbour.Id).Score + weights.Match * matches / 2).Within(1e-5));
            Assert.That(neighbour.Parts.Sum(part => part.Weight * part.Cosine), Is.EqualTo(neighbour.Score).Within(1e-5));
        }
    }

    [Test]
    public void Where_no_column_tells_the_unwanted_words_are_subtracted()
    {
        float[] red = _pipeline.EmbedTexts(["red"]);
        Neighbour[] wanted = Search("a dress,", _bare, 100), understood = Search("a dress, not red", _bare, 100);
        foreach (Neighbour neighbour in understood)
        {
            double away = SmallIndex.Dot(red, _bare.Embedding(neighbour.Position));
            Assert.That(neighbour.Score, Is.EqualTo(wanted.Single(other => other.Id == neighbour.Id).Score - UnderstandingWeights.Default.UnwantedWords * away)
                .Within(1e-5));
        }
    }

    [Test]
    public void Taken_literally_or_without_attributes_and_negation_a_search_is_what_it_was()
    {
        Assert.That(Ids(Search("must be red, not black", _index, 40, understand: false)),
            Is.EqualTo(Ids(Search("must be red, not black", _bare, 40, understand: false))));
        Assert.That(Ids(Search("a red dress", _bare, 40)), Is.EqualTo(Ids(Search("a red dress", _bare, 40, understand: false))));
    }

    [Test]
    public void A_condition_and_what_is_insisted_on_both_hold()
    {
        var options = new SearchOptions { Top = 100, By = SearchBy.Text, Where = AttributeFilter.Parse("season=Summer") };
        Neighbour[] found = [.. _pipeline.Ask(new FashionQuery("must be red"), _index, options).Neighbours];
        Assert.That(found.All(neighbour => neighbour.Item.Attributes["season"] == "Summer" && neighbour.Item.Attributes["baseColour"] == "Red"), Is.True);
        Assert.That(found, Has.Length.EqualTo(s_types.Length));
    }

    // What the words of titles add by themselves is left out: CatalogueWords has its own tests.
    Neighbour[] Search(string text, EmbeddingIndex index, int top, bool understand = true) =>
        [.. _pipeline.Ask(new FashionQuery(text),
            index, new SearchOptions { Top = top, By = SearchBy.Text, Understand = understand ? UnderstandingWeights.Default with { Words = 0 } : null })
            .Neighbours];

    static string[] Ids(Neighbour[] found) => [.. found.Select(neighbour => neighbour.Id)];
}
