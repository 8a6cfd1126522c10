using MlNetFashion.Catalogues;
using MlNetFashion.Images;
using MlNetFashion.Understanding;

namespace MlNetFashion.Evaluation.Tests;

sealed class QueryMakerTests
{
    static readonly QueryMakerOptions s_options = new() { PerKind = 120, MinimumRelevant = 4, Seed = 3 };
    static readonly CatalogueItem[] s_sample = [.. Enumerable.Range(0, 1200).Select(i => SampleCatalogue.Garment(i, 5).ToItem(SampleCatalogue.Id(i)))];
    static readonly IReadOnlyList<RetrievalQuery> s_queries = Make(s_sample, s_options);

    static IReadOnlyList<RetrievalQuery> Make(IEnumerable<CatalogueItem> items, QueryMakerOptions options) =>
        new QueryMaker(QueryVocabulary.Sample, options).Make(items, (id, _) => $"/pictures/{id}.png");

    static IEnumerable<RetrievalQuery> OfKind(string kind) => s_queries.Where(query => query.Kind == kind);

    static CatalogueItem Item(string id) => s_sample.Single(item => item.Id == id);

    static string[] Ids(Func<CatalogueItem, bool> which) => [.. s_sample.Where(which).Select(item => item.Id)];

    /// <summary>The longest of these words that a text contains: "navy blue" and not "blue".</summary>
    static string Said(string text, IEnumerable<string> words) =>
        words.Where(word => text.Contains(word, StringComparison.OrdinalIgnoreCase)).OrderByDescending(word => word.Length).First();

    [Test]
    public void There_are_as_many_queries_of_each_kind_as_were_asked_for_with_ids_of_their_own()
    {
        Assert.That(s_queries.CountBy(query => query.Kind!).Select(kind => (kind.Key, kind.Value)), Is.EquivalentTo(((string, int)[])
            [(QueryMaker.Attributes, 120), (QueryMaker.Title, 120), (QueryMaker.Composed, 120), (QueryMaker.Image, 120), (QueryMaker.Relative, 120)]));
        Assert.That(s_queries.Select(query => query.Id), Is.Unique);
        Assert.That(s_queries.Where(query => query.Reference is not null).Select(query => query.Image),
            Is.EqualTo(s_queries.Where(query => query.Reference is not null).Select(query => $"/pictures/{query.Id}.png")));
    }

    [Test]
    public void An_attribute_query_says_the_colour_and_type_that_its_relevant_items_and_no_others_have()
    {
        string[] types = [.. SampleAttributes.Kinds.Select(kind => kind.Name)];
        foreach (RetrievalQuery query in OfKind(QueryMaker.Attributes))
        {
            string type = Said(query.Text!, types), colour = Said(query.Text!, SampleAttributes.ColourNames);
            Assert.That(query.Relevant, Is.EquivalentTo(Ids(item => item.Attributes["garment"] == type && item.Attributes["colour"] == colour)), query.Text);
            Assert.That(query.Relevant, Has.Count.AtLeast(4));
            Assert.That(query.Image, Is.Null);
        }
    }

    [Test]
    public void A_relative_query_and_its_picture_leave_no_doubt_about_the_one_item_that_is_right()
    {
        foreach (RetrievalQuery query in OfKind(QueryMaker.Relative))
        {
            CatalogueItem shown = Item(query.Reference!), wanted = Item(query.Relevant.Single());
            string[] different =
                [.. SampleAttributes.Names.Where(name => shown.Attributes.GetValueOrDefault(name) != wanted.Attributes.GetValueOrDefault(name))];
            Assert.That(different, Is.Not.Empty.And.None.EqualTo(SampleAttributes.Garment));
            Assert.That(s_sample.Count(item =>
                SampleAttributes.Names.All(name => item.Attributes.GetValueOrDefault(name) == wanted.Attributes.GetValueOrDefault(name))), Is.EqualTo(1));

            string[] named = [.. different.Where(name => name is SampleAttributes.Colour)];
            Assert.That(named.Length == 0 || QueryUnderstanding.Default.Read(query.Text)
                .Findings.Any(finding => finding is { Kind: AttributeKind.Colour, IsNegative: false }), query.Text);
            Assert.That(query.Text, Does.Not.Contain("longer").And.Not.Contain("shorter")
                .Or.Matches<string>(_ => SampleAttributes.Kind(wanted.Attributes["garment"]).Lengths.Count <= 2));
        }
    }

    [Test]
    public void A_composed_query_shows_an_item_and_wants_its_type_and_gender_in_the_colour_it_says()
    {
        foreach (RetrievalQuery query in OfKind(QueryMaker.Composed))
        {
            CatalogueItem shown = Item(query.Reference!);
            string colour = Said(query.Text!, SampleAttributes.ColourNames);
            Assert.That(colour, Is.Not.EqualTo(shown.Attributes["colour"]));
            Assert.That(query.Relevant, Is.EquivalentTo(Ids(item =>
                item.Attributes["garment"] == shown.Attributes["garment"] && item.Attributes["gender"] == shown.Attributes["gender"]
                    && item.Attributes["colour"] == colour)));
        }
    }

    [Test]
    public void An_image_query_wants_the_items_like_the_one_it_shows_but_not_that_one()
    {
        foreach (RetrievalQuery query in OfKind(QueryMaker.Image))
        {
            CatalogueItem shown = Item(query.Reference!);
            Assert.That(query.Text, Is.Null);
            Assert.That(query.Relevant, Is.EquivalentTo(Ids(item =>
                item.Id != shown.Id && ((string[])["garment", "gender", "colour"]).All(name => item.Attributes[name] == shown.Attributes[name]))));
        }
    }

    [Test]
    public void A_title_query_of_the_sample_wants_all_items_of_that_title()
    {
        foreach (RetrievalQuery query in OfKind(QueryMaker.Title))
            Assert.That(query.Relevant, Is.EquivalentTo(Ids(item => string.Equals(item.Title, query.Text, StringComparison.OrdinalIgnoreCase))));
        Assert.That(OfKind(QueryMaker.Title).Select(query => query.Text), Is.Unique);
    }

    [Test]
    public void Every_way_of_asking_is_used()
    {
        string[] plain = [.. OfKind(QueryMaker.Attributes).Select(query => query.Text!.Replace(Said(query.Text!, SampleAttributes.ColourNames), "C"))];
        Assert.That(plain.Count(text => text.StartsWith("show me some")), Is.InRange(10, 50));
        Assert.That(plain.Count(text => text.StartsWith('C')), Is.InRange(10, 50));
        Assert.That(OfKind(QueryMaker.Composed).Select(query => query.Text!.Replace(Said(query.Text!, SampleAttributes.ColourNames), "{colour}")).Distinct(),
            Is.EquivalentTo(QueryPhrases.Recolour));
    }

    [Test]
    public void Queries_depend_on_the_seed_and_the_items_but_not_on_their_order()
    {
        string Written(IReadOnlyList<RetrievalQuery> queries) => string.Join("\n", queries.Select(query => $"{query} {string.Join(" ", query.Relevant)}"));
        Assert.That(Written(Make(s_sample.Reverse(), s_options)), Is.EqualTo(Written(s_queries)));
        Assert.That(Written(Make(s_sample, s_options with { Seed = 4 })), Is.Not.EqualTo(Written(s_queries)));
    }

    [Test]
    public void A_gallery_too_small_for_a_question_gets_none() =>
        Assert.That(Make(s_sample.Take(3), s_options).Select(query => query.Kind), Has.All.EqualTo(QueryMaker.Title));

    [Test]
    public void Products_are_called_what_people_call_them()
    {
        Assert.That(ProductWords.Type("Tshirts"), Is.EqualTo(new GarmentWords("t-shirt", "t-shirts")));
        Assert.That(ProductWords.Type("Casual Shoes"), Is.EqualTo(new GarmentWords("casual shoes", "casual shoes")));
        Assert.That(ProductWords.Type("Kurtas"), Is.EqualTo(new GarmentWords("kurta", "kurtas")));
        Assert.That(ProductWords.Type("scarves").One, Is.EqualTo("scarf"));
        Assert.That(ProductWords.Colour("Navy Blue"), Is.EqualTo("navy blue"));
        Assert.That(ProductWords.Colour("NA"), Is.Null);
        Assert.That(GarmentWords.OfSingular("dress").Many, Is.EqualTo("dresses"));
        Assert.That(GarmentWords.OfSingular("watch").Many, Is.EqualTo("watches"));
        Assert.That(GarmentWords.OfSingular("jeans").Many, Is.EqualTo("jeans"));
    }

    [Test]
    public void Duplicates_answer_each_others_titles_and_are_never_shown_as_another_item()
    {
        CatalogueItem Product(int i, string title) =>
            SmallIndex.Item($"{i}", title, ("articleType", "Tshirts"), ("baseColour", i < 6 ? "Blue" : "Navy Blue"), ("gender", "Men"));
        CatalogueItem[] items = [.. Enumerable.Range(0, 12).Select(i => Product(i, $"title {i}"))];
        var options = new QueryMakerOptions { MinimumRelevant = 3, Duplicates = new DuplicateGroups([["0", "1"], ["6", "7", "elsewhere"]]) };
        IReadOnlyList<RetrievalQuery> queries = new QueryMaker(QueryVocabulary.Products, options).Make(items, (id, _) => id);

        RetrievalQuery title = queries.Single(query => query.Text == "title 0");
        Assert.That(title.Relevant, Is.EquivalentTo((string[])["0", "1"]));
        Assert.That(queries.Any(query => query.Text == "title 1"), Is.False, "it would ask the same again");
        Assert.That(queries.Where(query => query.Kind == QueryMaker.Image && query.Reference == "0").Single().Relevant,
            Is.EquivalentTo((string[])["2", "3", "4", "5"]));
        Assert.That(queries.Where(query => query.Kind == QueryMaker.Composed).Select(query => query.Relevant.Count), Has.All.EqualTo(6));
        Assert.That(queries.Where(query => query.Kind == QueryMaker.Attributes).Select(query => query.Text),
            Has.Some.EqualTo("blue t-shirt").Or.Some.EqualTo("navy blue t-shirt"));
    }

    [Test]
    public void A_folder_of_queries_holds_the_pictures_they_show()
    {
        using var folder = new TemporaryFolder();
        CatalogueEntry Entry(int i) => new(
            SmallIndex.Item($"{i}", $"title {i}", ("garment", "dress"), ("colour", i % 2 == 0 ? "red" : "blue"), ("gender", "Women")),
                new CataloguePicture(SmallIndex.Picture((byte)(i * 20), 9, 9)));
        var maker = new QueryMaker(QueryVocabulary.Sample, new QueryMakerOptions { MinimumRelevant = 2, PerKind = 5 });
        IReadOnlyList<RetrievalQuery> made = QueryFolder.Write(folder["set"], maker, () => Enumerable.Range(0, 10).Select(Entry));
        RetrievalQuery[] read = [.. RetrievalQueryFile.Read(Path.Combine(folder["set"], QueryFolder.FileName))];

        Assert.That(read.Select(query => query with { Relevant = [] }), Is.EqualTo(made.Select(query => query with { Relevant = [] })));
        Assert.That(read.Count(query => query.Image is not null), Is.EqualTo(10));
        foreach (RetrievalQuery query in read.Where(query => query.Image is not null))
            Assert.That(RgbImage.Load(query.Image!).Pixels, Is.EqualTo(SmallIndex.Picture((byte)(int.Parse(query.Reference!) * 20), 9, 9).Pixels));
    }

    [Test]
    public void Held_out_products_give_queries_of_every_kind()
    {
        using var rejects = new RejectLog();
        ProductTable table = ProductTable.Load(FashionData.Require("myntra-styles.csv.gz"), new ProductCatalogueOptions(), rejects);
        DuplicateGroups duplicates = DuplicateGroups.Load(FashionData.Require("myntra-duplicate-images.txt"));
        var split = new IdHashSplit(0.05, duplicates);
        CatalogueItem[] gallery =
            [.. table.Items.Where(item => split.IsHeldOut(item.Id) && item.Attributes["pack"] is not ("no-image" or "excluded-innerwear"))];
        IReadOnlyList<RetrievalQuery> queries = new QueryMaker(QueryVocabulary.Products, new QueryMakerOptions { Duplicates = duplicates })
            .Make(gallery, (id, _) => id);

        Assert.That(gallery, Has.Length.InRange(1_500, 2_300));
        TestContext.Out.WriteLine($"{gallery.Length} items; {string.Join(", ", queries.CountBy(query => query.Kind!))}");
        foreach (string text in queries.Where(query => query.Text is not null).Select(query => query.Text!).Where((_, i) => i % 25 == 0))
            TestContext.Out.WriteLine(text);
        foreach (string kind in (string[])[QueryMaker.Attributes, QueryMaker.Title, QueryMaker.Composed, QueryMaker.Image])
            Assert.That(queries.Count(query => query.Kind == kind), Is.GreaterThanOrEqualTo(150), kind);
    }
}
