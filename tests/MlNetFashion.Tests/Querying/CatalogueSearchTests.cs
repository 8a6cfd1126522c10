using MlNetFashion.Catalogues;
using MlNetFashion.Models;
using MlNetFashion.Querying;
using MlNetFashion.Retrieval;
using MlNetFashion.Tests.Models;
using MlNetFashion.Understanding;

namespace MlNetFashion.Tests.Querying;

/// <summary>The models are random and all pictures are the same, so that only words and attributes can bring the right items.</summary>
public sealed class CatalogueSearchTests
{
    static readonly (string Title, string Kind, string Colour, string Gender, string Stock, string Year)[] s_items =
    [
        ("Levis Men Slim Fit Jeans", "Jeans", "Blue", "Men", "3", "2020"),
        ("Levis Men Slim Fit Jeans", "Jeans", "Black", "Men", "0", "2021"),
        ("Lee Men Jeans", "Jeans", "Blue", "Men", "1", "2023"),
        ("Adidas Trainers", "Sports Shoes", "White", "Women", "5", "2019"),
        ("Adidas Trainers", "Sports Shoes", "Black", "Women", "0", "2022"),
        ("Red Tape Men Shoes", "Formal Shoes", "Black", "Men", "2", "2018"),
        ("Red Tape Men Boots", "Formal Shoes", "Brown", "Men", "2", "2018"),
        ("Red Tape Brogues", "Formal Shoes", "Brown", "Men", "2", "2018"),
        ("Puma Girls Sandals", "Sandals", "Red", "Girls", "9", "2024"),
        ("Puma Shoes for Him", "Casual Shoes", "Red", "Men", "9", "2024"),
        ("Plain Dress", "Dresses", "Red", "Women", "1", "2020"),
        ("Floral Dress", "Dresses", "Red", "Women", "1", "2020"),
    ];

    FashionPipeline _pipeline = null!;
    EmbeddingIndex _index = null!;

    [OneTimeSetUp]
    public void Open()
    {
        _pipeline = FashionPipeline.Load(TinyModels.Folder, new OnnxScorerOptions { Threads = 1 });
        CatalogueItem[] items =
        [
            .. s_items.Select((item, i) =>
                SmallIndex.Item($"{i:D3}", item.Title, ("kind", item.Kind), ("colour", item.Colour), ("gender", item.Gender), ("stock", item.Stock),
                    ("year", item.Year))),
        ];
        float[] vector = SmallIndex.Vectors(1, Columns.EmbeddingDimension, 5);
        _index = EmbeddingIndex.Create(_pipeline.Describe("words"), items, [.. items.SelectMany(_ => vector)]);
    }

    [OneTimeTearDown]
    public void Close()
    {
        _pipeline.Dispose();
        _index.Dispose();
    }

    [TestCase("Levi's jeans", "Levis Men Slim Fit Jeans")]
    [TestCase("adidas", "Adidas Trainers")]
    [TestCase("addidas trainers", "Adidas Trainers")]
    [TestCase("red tape shoes", "Red Tape Men Shoes")]
    [TestCase("lee jeans", "Lee Men Jeans")]
    public void A_brand_is_first_however_it_is_spelled(string text, string first) => Assert.That(Ask(text)[0].Item.Title, Is.EqualTo(first));

    [Test]
    public void An_id_that_is_typed_is_first([Range(0, 11)] int item) =>
        Assert.That(Ask($" {item:D3} ", new SearchOptions { Top = 1 })[0].Id, Is.EqualTo($"{item:D3}"));

    [TestCase("shoes under 50 €, in size 42", "under 50 €; in size 42")]
    [TestCase("red shoes", "")]
    public void Prices_and_sizes_that_nothing_tells_are_told_and_leave_nothing_out(string text, string told)
    {
        SearchAnswer answer = _pipeline.Ask(new FashionQuery(text), _index, new SearchOptions { Top = 100 });
        Assert.That(string.Join("; ", answer.UntoldNumbers.Select(number => text.Substring(number.Start, number.Length))), Is.EqualTo(told));
        Assert.That(answer.Neighbours, Has.Count.EqualTo(s_items.Length));
    }

    [Test]
    public void A_corrected_word_is_told_and_the_encoders_are_given_the_right_one()
    {
        // A second title has it, so that it is no slip of one.
        SearchAnswer answer = _pipeline.Ask(new FashionQuery("addidas trainers"), _index), right = _pipeline.Ask(new FashionQuery("adidas trainers"), _index);
        Assert.That(answer.Corrected, Is.EqualTo(new[] { new RespelledWord("adidas", 0, 7) { IsMisspelled = true } }));
        Assert.That(answer.Query.Wanted[0].QueryEmbedding.ToArray(), Is.EqualTo(right.Query.Wanted[0].QueryEmbedding.ToArray()));
        Assert.That(answer.Neighbours.Select(found => (found.Id, found.Score)), Is.EqualTo(right.Neighbours.Select(found => (found.Id, found.Score))));
        Assert.That(_pipeline.Ask(new FashionQuery("addidas trainers"), _index, new SearchOptions { Understand = null }).Corrected, Is.Empty,
            "literally it stays");
    }

    [TestCase("shoes, not black", "colour", "Black")]
    [TestCase("not for men", "gender", "Men")]
    [TestCase("no dresses", "kind", "Dresses")]
    public void What_is_refused_is_no_answer_however_many_are_asked_for(string text, string column, string refused)
    {
        Neighbour[] found = Ask(text, new SearchOptions { Top = 100 });
        Assert.That(found, Is.Not.Empty);
        Assert.That(found.Select(neighbour => neighbour.Item.Attributes[column]), Has.None.EqualTo(refused));
    }

    [Test]
    public void A_sort_of_what_is_refused_may_be_wanted() =>
        Assert.That(Ask("no shoes, please sandals", new SearchOptions { Top = 1 })[0].Item.Attributes["kind"], Is.EqualTo("Sandals"));

    [TestCase("shoes not by adidas", "Adidas")]
    [TestCase("a dress -floral", "Floral")]
    public void Refused_words_of_titles_are_no_answer(string text, string refused) =>
        Assert.That(Ask(text, new SearchOptions { Top = 100 }).Select(found => found.Item.Title), Has.None.Contains(refused));

    [Test]
    public void Whom_it_is_for_counts_more_than_a_word_of_the_title() =>
        Assert.That(Ask("shoes for my daughter")[0].Item.Attributes["gender"], Is.EqualTo("Girls"));

    [TestCase("vestido rojo", "vestido rojo")]
    [TestCase("rotes Kleid", "rotes kleid")]
    [TestCase("a levis blorp", "blorp")]
    [TestCase("a red dress", "")]
    [TestCase("nice jeans, please", "")]
    public void Words_that_nothing_knows_are_told_and_are_no_findings(string text, string expected)
    {
        SearchAnswer answer = _pipeline.Ask(new FashionQuery(text), _index);
        Assert.That(string.Join(' ', answer.Unknown), Is.EqualTo(expected));
        Assert.That(answer.Understood!.Findings.Where(finding => finding.Source == FindingSource.Model), Is.Empty);
    }

    [Test]
    public void Variants_are_one_answer_with_their_colours()
    {
        Neighbour[] found = Ask("levis jeans", new SearchOptions { Top = 20, GroupVariants = true });
        Assert.That(found, Has.Length.EqualTo(s_items.Length - 2), "two products have two colours");
        Assert.That(found[0].Colours, Is.EquivalentTo(["Blue", "Black"]));
        Assert.That(found[0].Variants.Single().Item.Title, Is.EqualTo(found[0].Item.Title));
        Assert.That(found.SelectMany(neighbour => neighbour.Variants.Prepend(neighbour)).Select(neighbour => neighbour.Id).Order(),
            Is.EqualTo(Enumerable.Range(0, s_items.Length).Select(i => $"{i:D3}")));
        Assert.That(Ask("levis jeans", new SearchOptions { Top = 3, GroupVariants = true }).Select(neighbour => neighbour.Id),
            Is.EqualTo(found[..3].Select(neighbour => neighbour.Id)));
    }

    [Test]
    public void A_boost_brings_what_fits_equally_and_is_told()
    {
        Neighbour[] found = Ask("adidas trainers", new SearchOptions { Boosts = [AttributeBoost.Parse("stock>0")] });
        Assert.That(found[0].Id, Is.EqualTo("003"));
        Assert.That(found[0].Parts.Single(part => part.Name == "first: stock>0").Adds, Is.EqualTo(AttributeBoost.Unit));
        Assert.That(Ask("adidas trainers", new SearchOptions { Boosts = [AttributeBoost.Parse("year")] })[0].Id, Is.EqualTo("004"));
        Assert.That(Ask("adidas trainers", new SearchOptions { Boosts = [AttributeBoost.Parse("-year")] })[0].Id, Is.EqualTo("003"));
        Assert.That(() => Ask("adidas", new SearchOptions { Boosts = [AttributeBoost.Parse("colour")] }),
            Throws.ArgumentException.With.Message.Contains("No colour is a number"));
    }

    [TestCase("0*year", "weight")]
    [TestCase("x*year", "weight")]
    [TestCase("-", "names no attribute")]
    [TestCase("a=1,b=2", "several conditions")]
    public void A_boost_that_is_none_is_refused(string text, string why) =>
        Assert.That(() => AttributeBoost.Parse(text), Throws.InstanceOf<FormatException>().With.Message.Contains(why));

    [Test]
    public void Pages_are_the_whole_ranking_cut_up([Values] bool group)
    {
        string[] whole = [.. Ask("shoes", new SearchOptions { Top = 100, GroupVariants = group }).Select(found => found.Id)];
        string[] paged = [.. Enumerable.Range(0, 6).SelectMany(page => Ask("shoes", new SearchOptions { Top = 3, Skip = 3 * page, GroupVariants = group }))
            .Select(found => found.Id)];
        Assert.That(paged, Is.EqualTo(whole));
    }

    [Test]
    public void A_list_without_a_query_has_what_passes_in_the_order_asked_for()
    {
        Neighbour[] found = _index.List(AttributeFilter.Parse("gender=Men"), [AttributeBoost.Parse("year")], 100);
        string[] expected = [.. s_items.Index().Where(item => item.Item.Gender == "Men").OrderByDescending(item => item.Item.Year).ThenBy(item => item.Index)
            .Select(item => $"{item.Index:D3}")];
        Assert.That(found.Select(neighbour => neighbour.Id), Is.EqualTo(expected));
        Assert.That(_index.List(AttributeFilter.Parse("gender=Men"), [AttributeBoost.Parse("year")], 2, skip: 2).Select(neighbour => neighbour.Id),
            Is.EqualTo(expected[2..4]));
        Assert.That(_index.List(null, [], 100).Select(neighbour => neighbour.Id), Is.EqualTo(s_items.Index().Select(item => $"{item.Index:D3}")));
    }

    [Test]
    public void Facets_of_an_answer_count_all_items_that_have_what_is_asked()
    {
        SearchAnswer answer = _pipeline.Ask(new FashionQuery("black shoes"), _index, new SearchOptions { Top = 1, Facets = ["gender", "kind"] });
        Assert.That(answer.Facets[0].Values.ToDictionary(value => value.Value, value => value.Count),
            Is.EquivalentTo(new Dictionary<string, int> { ["Women"] = 1, ["Men"] = 1 }));
        SearchAnswer refused = _pipeline.Ask(new FashionQuery("shoes, not black"), _index,
            new SearchOptions { Top = 1, Facets = ["colour"], Where = AttributeFilter.Parse("stock>2") });
        Assert.That(refused.Facets[0].Values.ToDictionary(value => value.Value, value => value.Count),
            Is.EquivalentTo(new Dictionary<string, int> { ["Red"] = 2, ["White"] = 1 }));
    }

    [Test]
    public void A_kind_that_few_attributes_name_is_named_in_titles()
    {
        CatalogueItem[] items = [.. Enumerable.Range(0, 500)
            .Select(i => SmallIndex.Item($"{i}", i == 7 ? "Catwalk Black Boots" : "Catwalk Shoes", ("kind", i == 3 ? "Booties" : "Casual Shoes")))];
        float[] vector = SmallIndex.Vectors(1, Columns.EmbeddingDimension, 5);
        using var index = EmbeddingIndex.Create(_pipeline.Describe("boots"), items, [.. items.SelectMany(_ => vector)]);
        Assert.That(_pipeline.Ask(new FashionQuery("boots"), index, new SearchOptions { Top = 2 }).Neighbours.Select(found => found.Id),
            Is.EquivalentTo(["3", "7"]));
    }

    Neighbour[] Ask(string text, SearchOptions? options = null) => [.. _pipeline.Ask(new FashionQuery(text), _index, options).Neighbours];
}
