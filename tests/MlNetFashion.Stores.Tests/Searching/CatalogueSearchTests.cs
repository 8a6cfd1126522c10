using MlNetFashion.Catalogues;
using MlNetFashion.Querying;
using MlNetFashion.Retrieval;
using MlNetFashion.Stores;
using MlNetFashion.Tests.Garnet;

namespace MlNetFashion.Tests.Searching;

/// <summary>A stored catalogue answers as the index does that was published, with the shipped models, on one process of Garnet.</summary>
[NonParallelizable]
public sealed class CatalogueSearchTests
{
    const int Items = 400;

    TemporaryFolder? _folder;
    FashionPipeline? _pipeline;
    EmbeddingIndex? _index;
    GarnetNode? _node;
    CatalogueStore? _store;
    CatalogueSearch? _search;

    [OneTimeSetUp]
    public async Task Start()
    {
        GarnetNode.RequireProgram();
        _folder = new TemporaryFolder();
        _pipeline = FashionPipeline.Load();
        _index = _pipeline.Index(SampleCatalogue.Draw(Items), _folder["index"], "drawn garments");
        _node = new GarnetNode(FreePort.Take(1)[0], _folder["node"], isClustered: false);
        _node.Start();
        await _node.AnswersAsync();
        _store = CatalogueStores.Open($"garnet://{_node.Host}/shop");
        await _store.PublishAsync(_index);
        _search = new CatalogueSearch(_pipeline, _store) { Candidates = 100 };
    }

    [OneTimeTearDown]
    public void Stop()
    {
        _store?.Dispose();
        _node?.Dispose();
        _index?.Dispose();
        _pipeline?.Dispose();
        _folder?.Dispose();
    }

    [TestCase("a red striped dress")]
    [TestCase("blue jeans")]
    [TestCase("black sneakers, not white")]
    [TestCase("it must be green")]
    [TestCase("a floral skirt and a white shirt")]
    [TestCase("sunglasses")]
    public async Task Answers_are_those_of_the_index(string text)
    {
        var query = new FashionQuery(text);
        SearchAnswer expected = _pipeline!.Ask(query, _index!);
        StoreAnswer answer = await _search!.AskAsync(query);
        Assert.That(answer.IsWhole, Is.True);
        // A word weighs by the candidates that have it, so items that are all but as good may take the place of others.
        Dictionary<string, float> scores = _pipeline.Ask(query, _index!, new SearchOptions { Top = Items }).Neighbours.ToDictionary(found => found.Id, found => found.Score);
        Assert.That(answer.Answer.Neighbours.Select(found => scores[found.Id]).OrderDescending(),
            Is.EqualTo(expected.Neighbours.Select(found => found.Score)).Within(0.03));
        foreach (Neighbour found in answer.Answer.Neighbours)
            Assert.That(answer.Candidates.Thumbnail(found.Position)!.Pixels, Is.EqualTo(_index!.Thumbnail(_index.PositionOf(found.Id))!.Pixels));
    }

    [TestCase("a red striped dress")]
    [TestCase("black sneakers, not white")]
    [TestCase("sunglasses")]
    public async Task Where_all_items_are_candidates_answers_are_the_same(string text)
    {
        var query = new FashionQuery(text);
        SearchAnswer expected = _pipeline!.Ask(query, _index!);
        StoreAnswer answer = await new CatalogueSearch(_pipeline, _store!) { Candidates = Items }.AskAsync(query);
        Assert.That(answer.Answer.Neighbours.Select(found => found.Score), Is.EqualTo(expected.Neighbours.Select(found => found.Score)).Within(1e-4));
        Assert.That(answer.Answer.Neighbours.Select(found => found.Id).Intersect(expected.Neighbours.Select(found => found.Id)).Count(),
            Is.GreaterThanOrEqualTo(9), "of items that are as near, another may be found");
    }

    [Test]
    public async Task A_picture_finds_itself_and_an_id_that_is_typed_its_item()
    {
        CatalogueItem item = _index!.Item(17);
        StoreAnswer shown = await _search!.AskAsync(new FashionQuery(null, _index.Thumbnail(17)!));
        Assert.That(shown.Answer.Neighbours[0].Id, Is.EqualTo(item.Id));
        StoreAnswer typed = await _search.AskAsync(new FashionQuery(item.Id));
        Assert.That(typed.Answer.Neighbours[0].Id, Is.EqualTo(item.Id));
    }

    [Test]
    public async Task Conditions_hold_and_pages_follow_each_other()
    {
        var options = new SearchOptions { Where = AttributeFilter.Parse("colour!=black") };
        StoreAnswer[] pages = [await _search!.AskAsync(new FashionQuery("a dress"), options), await _search.AskAsync(new FashionQuery("a dress"), options with { Skip = 10 })];
        Neighbour[] all = [.. pages.SelectMany(page => page.Answer.Neighbours)];
        Assert.That(all.Select(found => found.Id).Distinct().Count(), Is.EqualTo(20));
        Assert.That(all.Select(found => found.Item.Attributes["colour"]), Has.None.EqualTo("black"));
        Assert.That(all.Select(found => found.Score), Is.Ordered.Descending);
    }

    [Test]
    public async Task Several_queries_are_answered_as_each_by_itself()
    {
        FashionQuery[] queries = [new("a red dress"), new("boots"), new("a red dress")];
        StoreAnswer[] together = await _search!.AskAsync(queries);
        for (int i = 0; i < queries.Length; i++)
        {
            Assert.That(together[i].Answer.Neighbours.Select(found => found.Id),
                Is.EqualTo((await _search.AskAsync(queries[i])).Answer.Neighbours.Select(found => found.Id)));
        }
    }

    [Test]
    public async Task What_a_store_cannot_answer_is_refused()
    {
        var query = new FashionQuery("a dress");
        await Assert.ThrowsAsync<NotSupportedException>(() => _search!.AskAsync(query, new SearchOptions { By = SearchBy.Words }));
        await Assert.ThrowsAsync<NotSupportedException>(() => _search!.AskAsync(query, new SearchOptions { Facets = ["colour"] }));
        await Assert.ThrowsAsync<ArgumentException>(() => _search!.AskAsync(query, new SearchOptions { Where = AttributeFilter.Parse("wings=2") }));
    }

    [Test]
    public async Task A_catalogue_of_other_models_is_refused_as_an_index_is()
    {
        using CatalogueStore other = CatalogueStores.Open($"garnet://{_node!.Host}/other?shards=1");
        using EmbeddingIndex index = Garments.Index(20);
        await other.PublishAsync(index);
        await Assert.ThatAsync(() => new CatalogueSearch(_pipeline!, other).AskAsync(new FashionQuery("a dress")),
            Throws.TypeOf<IndexMismatchException>().With.Message.StartsWith("The index was made with model"));
    }

    [Test]
    public async Task Nothing_that_passes_is_an_answer_too()
    {
        var options = new SearchOptions { Where = AttributeFilter.Parse("colour=no such colour"), Boosts = [AttributeBoost.Parse("colour=red")] };
        Assert.That((await _search!.AskAsync(new FashionQuery("a dress"), options)).Answer.Neighbours, Is.Empty);
    }
}
