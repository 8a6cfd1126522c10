using Microsoft.Extensions.VectorData;
using MlNetFashion.Catalogues;
using MlNetFashion.Retrieval;
using MlNetFashion.VectorData;

namespace MlNetFashion.Tests;

sealed class SearchTests : StoreFixture
{
    [Test]
    public async Task The_nearest_come_first_with_their_cosine_and_can_be_skipped_and_cut()
    {
        float[] query = [1, 2, 3];
        List<VectorSearchResult<Garment>> found = await All(Garments.SearchAsync(query, 5));
        Assert.That(found.Select(result => result.Record.Sku), Is.EqualTo(Garment.Five().OrderByDescending(garment => Cosine(garment,
            query)).Select(garment => garment.Sku)));
        Assert.That(found.Select(result => result.Score!.Value), Is.EqualTo(Garment.Five().Select(garment => Cosine(garment,
            query)).OrderDescending()).Within(1e-6));
        Assert.That(found[0].Record.Look.Length, Is.Zero);
        Assert.That((await All(Garments.SearchAsync(query, 2, new() { Skip = 1, IncludeVectors = true }))).Select(result => $"{result.Record}"),
            Is.EqualTo(Garment.Five()[1..3].Select(garment => $"{garment}")));
        Assert.That(await All(Garments.SearchAsync(query, 5, new() { ScoreThreshold = found[1].Score })), Has.Count.EqualTo(2));
        Assert.That(await All(Garments.SearchAsync(query, 3, new() { Skip = 10 })), Is.Empty);
        Assert.That((await All(Garments.SearchAsync(query, 5, new() { VectorProperty = garment => garment.Look }))), Has.Count.EqualTo(5));
        Assert.That(() => All(Garments.SearchAsync(query, 0)), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => All(Garments.SearchAsync(new float[] { 1, 2 }, 1)), Throws.ArgumentException.With.Message.Contains("2 numbers"));
    }

    [TestCase(DistanceFunction.CosineSimilarity, new[] { 1, 0, -1.0 })]
    [TestCase(DistanceFunction.CosineDistance, new[] { 0, 1, 2.0 })]
    [TestCase(null, new[] { 1, 0, -1.0 })]
    public async Task Scores_are_the_similarity_or_the_distance_that_is_asked_for(string? function, double[] scores)
    {
        using var things = Things(function, null);
        await things.EnsureCollectionExistsAsync();
        await things.UpsertAsync([Thing("same", [1, 0]), Thing("opposite", [-2, 0]), Thing("across", [0, 3])]);
        List<VectorSearchResult<Dictionary<string, object?>>> found = await All(things.SearchAsync(new float[] { 4, 0 }, 3));
        Assert.That(found.Select(result => result.Record["id"]), Is.EqualTo(["same", "across", "opposite"]));
        Assert.That(found.Select(result => result.Score!.Value), Is.EqualTo(scores).Within(1e-6));
        Assert.That(await All(things.SearchAsync(new float[] { 4, 0 }, 3, new() { ScoreThreshold = scores[1] })), Has.Count.EqualTo(2));
        Assert.That((await All(things.GetAsync(_ => true, 3, new() { IncludeVectors = true }))).Select(thing => ((ReadOnlyMemory<float>)thing["v"]!).ToArray()),
            Is.EqualTo((float[][])[[1, 0], [-2, 0], [0, 3]]), "records without any data");
    }

    [Test]
    public void Other_distances_and_kinds_several_vectors_and_none_are_refused()
    {
        foreach (string function in (string[])[DistanceFunction.DotProductSimilarity, DistanceFunction.NegativeDotProductSimilarity,
            DistanceFunction.EuclideanDistance,
            DistanceFunction.EuclideanSquaredDistance, DistanceFunction.HammingDistance, DistanceFunction.ManhattanDistance])
            Assert.That(() => Things(function, null),
                Throws.InstanceOf<NotSupportedException>().With.Message.Contains(function).And.Message.Contains("CosineDistance"));
        Assert.That(() => Things(null, IndexKind.DiskAnn), Throws.InstanceOf<NotSupportedException>().With.Message.Contains("Flat").And.Message.Contains("Hnsw"));
        Assert.That(() => Things(null, IndexKind.Flat), Throws.Nothing);
        VectorStoreProperty key = new VectorStoreKeyProperty("id", typeof(string)), one = new VectorStoreVectorProperty("v", typeof(float[]), 2),
            two = new VectorStoreVectorProperty("w", typeof(float[]), 2);
        Assert.That(() => Store.GetDynamicCollection("things", new() { Properties = [key, one, two] }), Throws.InstanceOf<NotSupportedException>());
        Assert.That(() => Store.GetDynamicCollection("things", new() { Properties = [key] }), Throws.InstanceOf<NotSupportedException>());
        Assert.That(() => Store.GetDynamicCollection("things", new() { Properties = [one] }), Throws.InstanceOf<NotSupportedException>());
    }

    [Test]
    public async Task Keywords_and_the_vector_rank_together()
    {
        var searched = (IKeywordHybridSearchable<Garment>)Garments;
        float[] query = [1, 2, 3];
        Assert.That(await Skus(["SHIRT"], 5), Is.EqualTo(["b", "a", "c", "e", "d"]), "who has the keyword, then by the vector");
        Assert.That(await Skus(["nothing"], 2), Is.EqualTo(["a", "b"]));
        Assert.That(await Skus(["red dress"], 2, new() { Skip = 1 }), Is.EqualTo(["c", "b"]));
        Assert.That(await Skus(["shirt"], 5, new() { Filter = garment => garment.Price == 8 }), Is.EqualTo(["a"]));
        Assert.That(await Skus(["shirt"], 5, new() { AdditionalProperty = garment => garment.Name }), Has.Length.EqualTo(5));
        Assert.That(() => Skus(["shirt"], 5, new() { AdditionalProperty = garment => garment.Sku }), Throws.InvalidOperationException);

        async Task<string[]> Skus(string[] keywords, int top, HybridSearchOptions<Garment>? options = null) =>
            [.. (await All(searched.HybridSearchAsync(query, keywords, top, options))).Select(result => result.Record.Sku)];
    }

    [Test]
    public void The_rarer_keyword_counts_more()
    {
        var texts = PropertyColumn.Of(["red dress", null, "blue shirt", "dress", "Dress, shirt!"], typeof(string));
        Assert.That(new KeywordRanking(texts).Rank(["dress", "SHIRT"], allowed: null, top: 9), Is.EqualTo([4, 2, 0, 3]));
        Assert.That(new KeywordRanking(texts).Rank(["dress SHIRT"], allowed: [true, true, true, true, false], top: 2), Is.EqualTo([2, 0]));
    }

    [Test]
    public void Of_two_texts_one_has_to_be_named()
    {
        using var things = (FashionDynamicCollection)Store.GetDynamicCollection("texts", new()
        {
            Properties =
            [
                new VectorStoreKeyProperty("id", typeof(string)), new VectorStoreVectorProperty("v", typeof(float[]), 2),
                new VectorStoreDataProperty("one", typeof(string)) { IsFullTextIndexed = true }, new VectorStoreDataProperty("two",
                    typeof(string)) { IsFullTextIndexed = true },
            ],
        });
        Assert.That(() => All(things.HybridSearchAsync(new float[] { 1, 0 }, ["x"], 1)), Throws.InvalidOperationException);
    }

    [Test]
    public async Task An_index_that_was_made_elsewhere_is_a_collection()
    {
        using (var writer = new IndexWriter(Path.Combine(Folder, "catalogue"), new IndexDescription(new string('a', 64), "letterbox", "a test",
            DateTimeOffset.UnixEpoch), 3))
        {
            writer.Add(new CatalogueItem("1", "red shirt", new Dictionary<string, string> { ["Price"] = "12", ["brand"] = "Acme" }), [1, 0, 0]);
            writer.Add(new CatalogueItem("2", "blue shirt", new Dictionary<string, string>()), [0, 1, 0]);
            writer.Commit();
        }

        using var catalogue = Store.GetCollection<string, Garment>("catalogue");
        Garment found = (await All(catalogue.SearchAsync(new float[] { 1, 0.1f, 0 }, 1, new() { Filter = garment => garment.Price == 12 }))).Single().Record;
        Assert.That((found.Sku, found.Name, found.Price, found.Stock), Is.EqualTo(("1", "red shirt", 12, 0)));
        Assert.That(await All(Store.ListCollectionNamesAsync()), Does.Contain("catalogue"));
    }

    [Test]
    public async Task Records_that_are_linked_are_found_as_by_looking_at_all()
    {
        const int Records = 12_000;
        VectorStoreCollectionDefinition Definition(string kind) => new()
        {
            Properties =
            [
                new VectorStoreKeyProperty("id", typeof(string)), new VectorStoreDataProperty("half", typeof(int)),
                new VectorStoreVectorProperty("v", typeof(ReadOnlyMemory<float>), 8) { IndexKind = kind },
            ],
        };
        var random = new Random(2);
        Dictionary<string, object?>[] records = [.. Enumerable.Range(0, Records).Select(i =>
            new Dictionary<string, object?> { ["id"] = $"{i}", ["half"] = i % 2, ["v"] = new ReadOnlyMemory<float>(Vector()) })];
        using var flat = new FashionDynamicCollection(Folder, "flat", new() { Definition = Definition(IndexKind.Flat) });
        using var linked = new FashionDynamicCollection(Folder, "linked", new() { Definition = Definition(IndexKind.Hnsw), SearchEffort = 60 });
        foreach (FashionDynamicCollection collection in (FashionDynamicCollection[])[flat, linked])
        {
            await collection.EnsureCollectionExistsAsync();
            await collection.UpsertAsync(records);
            await collection.DeleteAsync(Enumerable.Range(0, 100).Select(i => (object)$"{i}"));
        }

        Assert.That(Directory.GetFiles(Path.Combine(Folder, "flat"), "*.graph"), Is.Empty);
        Assert.That(Directory.GetFiles(Path.Combine(Folder, "linked"), "*.graph"), Has.Length.EqualTo(1));
        int found = 0;
        for (int i = 0; i < 20; i++)
        {
            float[] sought = Vector();
            VectorSearchOptions<Dictionary<string, object?>> options = new() { Filter = i % 2 == 0 ? null : record => (int)record["half"]! == 1 };
            string[] exact = [.. (await All(flat.SearchAsync(sought, 10, options))).Select(result => (string)result.Record["id"]!)];
            var near = await All(linked.SearchAsync(sought, 10, options));
            Assert.That(near.Select(result => result.Score), Is.Ordered.Descending);
            found += near.Select(result => (string)result.Record["id"]!).Intersect(exact).Count();
        }

        Assert.That(found, Is.GreaterThan(190));

        float[] Vector() => [.. Enumerable.Range(0, 8).Select(_ => (float)random.NextDouble() - 0.5f)];
    }

    [Test]
    public void An_effort_of_nothing_is_refused() =>
        Assert.That(() => new FashionCollection<string, Garment>(Folder, "garments", new() { SearchEffort = 0 }), Throws.InstanceOf<ArgumentOutOfRangeException>());

    VectorStoreCollection<object, Dictionary<string, object?>> Things(string? function, string? kind) => Store.GetDynamicCollection("things", new()
    {
        Properties =
        [
            new VectorStoreKeyProperty("id", typeof(string)),
            new VectorStoreVectorProperty("v", typeof(ReadOnlyMemory<float>), 2) { DistanceFunction = function, IndexKind = kind },
        ],
    });

    static Dictionary<string, object?> Thing(string id, float[] vector) => new() { ["id"] = id, ["v"] = new ReadOnlyMemory<float>(vector) };

    static double Cosine(Garment garment, float[] query) => System.Numerics.Tensors.TensorPrimitives.CosineSimilarity(garment.Look.Span, query);
}
