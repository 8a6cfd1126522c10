using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.VectorData;
using MlNetFashion.VectorData;

namespace MlNetFashion.Tests;

/// <summary>Vectors that a generator makes: that of the property, else the collection's, else the store's.</summary>
sealed class GeneratorTests
{
    static readonly (string Text, string Where)[] s_texts = [("along x", "x"), ("along y", "y")];

    [TestCase("property")]
    [TestCase("collection")]
    [TestCase("store")]
    [TestCase("services")]
    [TestCase("dynamic")]
    public async Task Texts_are_written_and_looked_for_by_the_nearest_generator(string whose)
    {
        using TemporaryFolder folder = new();
        Axes right = new(), wrong = new() { IsWrong = true };
        VectorStoreCollectionDefinition definition = Definition(whose == "property" ? right : null);
        using ServiceProvider services = new ServiceCollection().AddSingleton<IEmbeddingGenerator>(right).AddFashionVectorStore(folder.Path).BuildServiceProvider();
        if (whose == "dynamic")
        {
            using var dynamic = new FashionVectorStore(folder.Path, new() { EmbeddingGenerator = right }).GetDynamicCollection("texts", definition);
            await dynamic.EnsureCollectionExistsAsync();
            await dynamic.UpsertAsync(s_texts.Select(pair => new Dictionary<string, object?> { ["Id"] = pair.Where, ["Text"] = pair.Text }));
            Assert.That((await First(dynamic.SearchAsync("along y", 1)))["Id"], Is.EqualTo("y"));
            return;
        }

        VectorStore store = whose == "services" ? services.GetRequiredService<VectorStore>()
            : new FashionVectorStore(folder.Path, new() { EmbeddingGenerator = whose == "store" ? right : wrong });
        using VectorStoreCollection<string, Described> texts = whose == "collection"
            ? new FashionCollection<string, Described>(folder.Path, "texts", new() { Definition = definition, EmbeddingGenerator = right })
            : store.GetCollection<string, Described>("texts", definition);
        await texts.EnsureCollectionExistsAsync();
        await texts.UpsertAsync(new Described { Id = s_texts[0].Where, Text = s_texts[0].Text });
        await texts.UpsertAsync([new Described { Id = s_texts[1].Where, Text = s_texts[1].Text }]);
        Assert.That((await First(texts.SearchAsync("along y", 1))).Id, Is.EqualTo("y"));
        Assert.That((await First(texts.SearchAsync(new ReadOnlyMemory<float>([1, 0]), 1))).Id, Is.EqualTo("x"), "a vector is looked for as it is");
        Assert.That(() => First(texts.SearchAsync(8, 1)), Throws.InvalidOperationException.With.Message.Contains("'int'").And.Message.Contains(nameof(Axes)));
        Assert.That(() => First(texts.SearchAsync("along y", 1, new() { IncludeVectors = true })), Throws.InstanceOf<NotSupportedException>());
        Assert.That(() => texts.GetAsync("x", new() { IncludeVectors = true }), Throws.InstanceOf<NotSupportedException>());
    }

    [Test]
    public async Task Where_records_bring_vectors_a_generator_reads_searches_and_without_one_texts_are_refused()
    {
        using TemporaryFolder folder = new();
        using var with = new FashionVectorStore(folder.Path, new() { EmbeddingGenerator = new Axes() }).GetCollection<string, Garment2>("vectors");
        using var without = new FashionVectorStore(folder.Path).GetCollection<string, Garment2>("vectors");
        await with.EnsureCollectionExistsAsync();
        await with.UpsertAsync([new Garment2 { Id = "x", V = [1, 0] }, new Garment2 { Id = "y", V = [0, 1] }]);
        Assert.That((await First(with.SearchAsync("along y", 1, new() { IncludeVectors = true }))).V, Is.EqualTo((float[])[0, 1]));
        Assert.That(() => First(without.SearchAsync("along y", 1)), Throws.InstanceOf<NotSupportedException>().With.Message.Contains("ReadOnlyMemory<float>"));
        Assert.That(() => new FashionVectorStore(folder.Path).GetCollection<string, Described>("texts", Definition(null)), Throws.InvalidOperationException);
    }

    [Test]
    public async Task Inputs_of_ones_own_type_are_embedded()
    {
        using TemporaryFolder folder = new();
        var definition = new VectorStoreCollectionDefinition
        {
            Properties = [new VectorStoreKeyProperty("Id", typeof(string)), new VectorStoreVectorProperty<Point>("Text", 2)],
            EmbeddingGenerator = new PointAxes(),
        };
        using var points = new FashionVectorStore(folder.Path).GetCollection<string, Placed>("points", definition);
        await points.EnsureCollectionExistsAsync();
        await points.UpsertAsync([new Placed { Id = "x", Text = new(1, 0) }, new Placed { Id = "y", Text = new(0, 1) }]);
        Assert.That((await First(points.SearchAsync(new Point(0.1f, 1), 1))).Id, Is.EqualTo("y"));
    }

    static VectorStoreCollectionDefinition Definition(IEmbeddingGenerator? ofProperty) => new()
    {
        Properties =
        [
            new VectorStoreKeyProperty("Id", typeof(string)),
            new VectorStoreVectorProperty("Text", typeof(string), 2) { EmbeddingGenerator = ofProperty },
        ],
    };

    static async Task<T> First<T>(IAsyncEnumerable<VectorSearchResult<T>> found)
        where T : class
    {
        await foreach (VectorSearchResult<T> result in found)
            return result.Record;
        throw new InvalidOperationException("Nothing was found.");
    }

    sealed class Described
    {
        public string Id { get; set; } = "";

        public string? Text { get; set; }
    }

    sealed class Garment2
    {
        [VectorStoreKey]
        public string Id { get; set; } = "";

        [VectorStoreVector(2)]
        public float[]? V { get; set; }
    }

    sealed class Placed
    {
        public string Id { get; set; } = "";

        public Point? Text { get; set; }
    }

    sealed record Point(float X, float Y);

    /// <summary>A text that ends in y lies along y, others along x; or the other way round.</summary>
    sealed class Axes : IEmbeddingGenerator<string, Embedding<float>>
    {
        public bool IsWrong { get; init; }

        public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null,
            CancellationToken cancellationToken = default) => Task.FromResult(new GeneratedEmbeddings<Embedding<float>>(
                values.Select(text => new Embedding<float>(text.EndsWith('y') != IsWrong ? new float[] { 0, 2 } : new float[] { 2, 0 }))));

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }

    sealed class PointAxes : IEmbeddingGenerator<Point, Embedding<float>>
    {
        public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<Point> values, EmbeddingGenerationOptions? options = null,
            CancellationToken cancellationToken = default) => Task.FromResult(new GeneratedEmbeddings<Embedding<float>>(
                values.Select(point => new Embedding<float>(new[] { point.X, point.Y }))));

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
