using MlNetFashion.Catalogues;
using MlNetFashion.Conversations;
using MlNetFashion.Images;
using MlNetFashion.Models;
using MlNetFashion.Querying;
using MlNetFashion.Retrieval;
using MlNetFashion.Tests.Models;
using MlNetFashion.Understanding;

namespace MlNetFashion.Tests.Querying;

/// <summary>A query is understood, seen, embedded, composed and drawn once, however it is asked.</summary>
public sealed class PreparedQueryTests
{
    const int D = Columns.EmbeddingDimension;

    TemporaryFolder _folder = null!;
    FashionPipeline _pipeline = null!;
    EmbeddingIndex _index = null!;
    CountedModels _counted = null!;

    [OneTimeSetUp]
    public void Open()
    {
        _folder = new TemporaryFolder();
        TinyModels.Write(_folder.Path);
        TinyModels.AddAttributeReader(_folder.Path, 1000);
        _counted = new CountedModels(_folder.Path);
        _pipeline = FashionPipeline.Load(_folder.Path, new OnnxScorerOptions { Threads = 1 });
        CatalogueItem[] items = [.. Enumerable.Range(0, 80)
            .Select(i => SmallIndex.Item($"{i}", "", ("articleType", i % 2 == 0 ? "Dresses" : "Jeans"), ("baseColour", i % 3 == 0 ? "Black" : "Red")))];
        _index = EmbeddingIndex.Create(_pipeline.Describe("counted"), items, SmallIndex.Vectors(items.Length, D, 3));
    }

    [OneTimeTearDown]
    public void Close()
    {
        _index.Dispose();
        _pipeline.Dispose();
        _counted.Dispose();
        _folder.Dispose();
    }

    // Text rows are the distinct texts: what is said to the composer, the words by themselves, what is refused, terms.
    [TestCase("a red dress", false, SearchBy.Text, 0, "TextEncoder 1")]
    [TestCase("a red dress", false, SearchBy.Composed, 0, "TextEncoder 1, QueryComposer 1")]
    [TestCase("a red dress", false, SearchBy.Fused, 0, "TextEncoder 1, ImageEncoder 4, QueryComposer 1, Generator 4")]
    [TestCase("a red dress", false, SearchBy.Fused, 8, "TextEncoder 1, ImageEncoder 8, QueryComposer 1, Generator 8")]
    [TestCase("a red dress", true, SearchBy.Fused, 8, "TextEncoder 1, ImageEncoder 9, QueryComposer 1, Generator 8, AttributeReader 1")]
    [TestCase("in blue", true, SearchBy.Fused, 8, "TextEncoder 2, ImageEncoder 9, QueryComposer 1, Generator 8, AttributeReader 1")]
    [TestCase(null, true, SearchBy.Fused, 0, "ImageEncoder 5, QueryComposer 1, Generator 4, AttributeReader 1")]
    [TestCase("a dress, not black", false, SearchBy.Fused, 8, "TextEncoder 2, ImageEncoder 8, QueryComposer 1, Generator 8")]
    [TestCase("jeans and a white shirt", false, SearchBy.Fused, 8, "TextEncoder 2, ImageEncoder 8, QueryComposer 2, Generator 8")]
    public void Each_model_computes_each_thing_once(string? text, bool shows, SearchBy by, int pictures, string expected)
    {
        _ = _pipeline.Understanding;
        _counted.Take();
        FusionWeights weights = new(0.4f, 0.4f, 0.2f);
        SearchAnswer answer = _pipeline.Ask(Query(text, shows), _index,
            new SearchOptions { By = by, Pictures = pictures, Weights = by == SearchBy.Fused ? weights : null });
        _ = (answer.Pictures, answer.Seen, answer.Understood, answer.Untold);
        Assert.That(_counted.Take(), Is.EqualTo(expected));
        Assert.That(answer.Pictures, Has.Count.EqualTo(pictures));
    }

    [Test]
    public void The_next_page_of_a_conversation_computes_nothing_again()
    {
        SearchOptions options = new() { Top = 5, Pictures = 4 };
        var talk = Conversation.Start(_pipeline, _index, options);
        talk = talk.Say("a red dress");
        _counted.Take();
        Conversation next = talk.Say("show me more");
        Assert.That(_counted.Take(), Is.Empty);
        string[] whole = [.. _pipeline.Ask(next.Found!.Query.Query, _index, options with { Top = 10 }).Neighbours.Select(found => found.Id)];
        Assert.That(talk.Results.Concat(next.Results).Select(found => found.Id), Is.EqualTo(whole));
        Assert.That(next.Found.Pictures, Is.EqualTo(talk.Found!.Pictures));
    }

    [Test]
    public void Many_queries_are_prepared_as_one_by_one()
    {
        FashionQuery[] queries = [Query("a red dress", false),
            Query("in blue", true), Query(null, true), Query("jeans and a white shirt, not black", false),
            Query("a dress", true) with { Terms = [new QueryTerm("floral", 2)] }];
        var options = new SearchOptions { Pictures = 3 };
        SearchAnswer[] together = _pipeline.Ask(queries, _index, options);
        for (int i = 0; i < queries.Length; i++)
        {
            SearchAnswer alone = _pipeline.Ask(queries[i], _index, options);
            Assert.That(together[i].Neighbours.Select(found => found.Id), Is.EqualTo(alone.Neighbours.Select(found => found.Id)));
            Assert.That(together[i].Neighbours.Select(found => found.Score), Is.EqualTo(alone.Neighbours.Select(found => found.Score)).Within(1e-5));
            Assert.That(together[i].Pictures.Select(drawn => (drawn.Number, drawn.Image.Pixels)),
                Is.EqualTo(alone.Pictures.Select(drawn => (drawn.Number, drawn.Image.Pixels))));
            Assert.That(together[i].Seen, Is.EqualTo(alone.Seen));
        }
    }

    [TestCase("a dress, not black", "a dress,")]
    [TestCase("a red dress without stripes", "a red dress")]
    public void What_is_refused_is_never_drawn(string refusing, string wanted) => Assert.That(Drawn(refusing), Is.EqualTo(Drawn(wanted)));

    [Test]
    public void Of_several_garments_each_is_drawn_by_turns()
    {
        PreparedQuery both = _pipeline.Prepare([Query("jeans and a white shirt", false)], new SearchOptions { Pictures = 5 })[0];
        Assert.That(both.Wanted.Select(garment => (garment.Query.Text, garment.Pictures.Count)),
            Is.EqualTo(((string?, int)[])[("jeans", 3), ("white shirt", 2)]));
        foreach ((int i, DrawnPicture drawn) in both.Pictures.Index())
            Assert.That(both.Wanted[i % 2].Pictures, Does.Contain(drawn));
        Assert.That(both.Wanted[0].Pictures.Select(drawn => drawn.Image.Pixels), Is.EquivalentTo(Drawn("jeans", 3)));
        foreach (WantedGarment garment in both.Wanted)
            Assert.That(garment.Pictures.Select(drawn => drawn.Cosine), Is.Ordered.Descending);
    }

    [Test]
    public void Pictures_that_are_shown_are_those_that_are_searched_with()
    {
        FashionQuery query = Query("a red dress", false);
        Neighbour[] unseen = [.. _pipeline.Ask(query, _index, new SearchOptions { By = SearchBy.Generated }).Neighbours];
        SearchAnswer shown = _pipeline.Ask(query, _index, new SearchOptions { By = SearchBy.Generated, Pictures = 4 });
        Assert.That(shown.Neighbours.Select(found => (found.Id, found.Score)), Is.EqualTo(unseen.Select(found => (found.Id, found.Score))));
        float[] each = _pipeline.EmbedImages([.. shown.Pictures.Select(drawn => drawn.Image)]),
            mean = [.. Enumerable.Range(0, D).Select(d => each.Where((_, i) => i % D == d).Sum())];
        float length = MathF.Sqrt(mean.Sum(number => number * number));
        // The pictures have 8 bits a colour, the vectors were made of the numbers before.
        Assert.That(mean.Select(number => number / length), Is.EqualTo(shown.Query.Wanted[0].Parts.Single().Vector.ToArray()).Within(0.01));
    }

    [Test]
    public void A_lexicon_of_ones_own_reads_requests_and_catalogue()
    {
        FashionLexicon own = FashionLexicon.Parse("""
            [Garment]
            vestido: vestido, vestidos
            [Colour]
            rojo: rojo, roja
            """);
        CatalogueItem[] items = [SmallIndex.Item("1", "", ("color", "rojo")), SmallIndex.Item("2", "", ("color", "azul"))];
        using var with = new FashionPipeline(FashionModels.Load(_folder.Path), lexicon: own);
        using EmbeddingIndex index = EmbeddingIndex.Create(with.Describe("own words"), items, SmallIndex.Vectors(2, D, 8));
        SearchAnswer answer = with.Ask(new FashionQuery("vestido rojo"), index, new SearchOptions { By = SearchBy.Text });
        Assert.That(answer.Understood!.Findings.Select(finding => finding.Value), Is.EqualTo(["vestido", "rojo"]));
        Assert.That(answer.Neighbours.Single(found => found.Id == "1").Attributes.Single(match => match.Kind == AttributeKind.Colour).Has, Is.True);
        Assert.That(_pipeline.Ask(new FashionQuery("vestido rojo"), index, new SearchOptions { By = SearchBy.Text }).Understood!.Findings, Is.Empty);
    }

    IEnumerable<byte[]> Drawn(string text, int count = 4) => _pipeline.Draw(new FashionQuery(text), count).Select(drawn => drawn.Image.Pixels);

    static FashionQuery Query(string? text, bool shows)
    {
        if (!shows)
            return new FashionQuery(text);
        var picture = new RgbImage(30, 50);
        new Random(5).NextBytes(picture.Pixels);
        return new FashionQuery(text, picture);
    }
}
