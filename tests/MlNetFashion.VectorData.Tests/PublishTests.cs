using Microsoft.Extensions.VectorData;
using MlNetFashion.Catalogues;
using MlNetFashion.Retrieval;
using MlNetFashion.VectorData;

namespace MlNetFashion.Tests;

sealed class PublishTests
{
    static readonly CatalogueItem[] s_items =
    [
        new("1", "red dress", new Dictionary<string, string> { ["Variant Price"] = "12", ["variant-price"] = "thirteen", ["ID"] = "of the shop" }),
        new("2", "", new Dictionary<string, string>()),
        new("3", "blue shirt", new Dictionary<string, string> { ["brand"] = "Acme" }),
    ];

    static EmbeddingIndex Index() => EmbeddingIndex.Create(
        new IndexDescription(new string('a', 64), "letterbox", "a test", DateTimeOffset.UnixEpoch), s_items, [1, 0, 0, 1, 0.6f, 0.8f], 2);

    [Test]
    public async Task What_is_published_is_found_by_the_store_with_all_that_it_has([Values(1, 2, 100)] int batch)
    {
        using TemporaryFolder folder = new();
        EmbeddingIndex index = Index();
        var told = new List<int>();
        using var store = new FashionVectorStore(folder.Path);
        for (int time = 0; time < 2; time++)
            Assert.That(await CataloguePublisher.PublishAsync(index, store, "shop", batch, new Told(told)), Is.EqualTo(3));
        Assert.That(told[^1], Is.EqualTo(3));
        using var shop = store.GetDynamicCollection("shop", CataloguePublisher.Define(index));
        for (int row = 0; row < 3; row++)
        {
            Dictionary<string, object?> record = (await shop.GetAsync(s_items[row].Id, new() { IncludeVectors = true }))!;
            Assert.That(record["title"] ?? "", Is.EqualTo(s_items[row].Title));
            foreach (string name in (string[])["Variant Price", "variant-price", "brand"])
                Assert.That(record[name], Is.EqualTo(s_items[row].Attributes.GetValueOrDefault(name)));
            Assert.That(((ReadOnlyMemory<float>)record["embedding"]!).ToArray(), Is.EqualTo(index.Embedding(row).ToArray()));
        }
    }

    [Test]
    public async Task Any_store_gets_the_records_and_names_that_it_can_take()
    {
        using var store = new Recording();
        await CataloguePublisher.PublishAsync(Index(), store, "shop", batch: 2);
        Assert.That(store.Batches, Is.EqualTo([2, 1]));
        Assert.That(store.Definition!.Properties.Select(property => property.StorageName ?? property.Name), Is.Unique.And.All.Match("^[A-Za-z0-9_]+$"));
        Assert.That(store.Records.Select(record => record["id"]), Is.EqualTo(["1", "2", "3"]));
        Assert.That(store.Records[0].Keys, Is.EquivalentTo(store.Definition.Properties.Select(property => property.Name)));
    }

    sealed class Told(List<int> told) : IProgress<int>
    {
        public void Report(int value) => told.Add(value);
    }

    /// <summary>A store of somebody else's, which only remembers what it was given.</summary>
    sealed class Recording : VectorStore
    {
        public VectorStoreCollectionDefinition? Definition { get; private set; }

        public List<Dictionary<string, object?>> Records { get; } = [];

        public List<int> Batches { get; } = [];

        public override VectorStoreCollection<object, Dictionary<string, object?>> GetDynamicCollection(string name, VectorStoreCollectionDefinition definition)
        {
            Definition = definition;
            return new Collection(this, name);
        }

        public override VectorStoreCollection<TKey, TRecord> GetCollection<TKey, TRecord>(string name, VectorStoreCollectionDefinition? definition = null) =>
            throw new NotSupportedException();

        public override IAsyncEnumerable<string> ListCollectionNamesAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public override Task<bool> CollectionExistsAsync(string name, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public override Task EnsureCollectionDeletedAsync(string name, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public override object? GetService(Type serviceType, object? serviceKey = null) => null;

        sealed class Collection(Recording store, string name) : VectorStoreCollection<object, Dictionary<string, object?>>
        {
            bool _isMade;

            public override string Name => name;

            public override Task<bool> CollectionExistsAsync(CancellationToken cancellationToken = default) => Task.FromResult(_isMade);

            public override Task EnsureCollectionExistsAsync(CancellationToken cancellationToken = default)
            {
                _isMade = true;
                return Task.CompletedTask;
            }

            public override Task UpsertAsync(IEnumerable<Dictionary<string, object?>> records, CancellationToken cancellationToken = default)
            {
                Assert.That(_isMade, Is.True);
                int before = store.Records.Count;
                store.Records.AddRange(records);
                store.Batches.Add(store.Records.Count - before);
                return Task.CompletedTask;
            }

            public override Task UpsertAsync(Dictionary<string, object?> record, CancellationToken cancellationToken = default) =>
                throw new NotSupportedException();

            public override Task EnsureCollectionDeletedAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

            public override Task<Dictionary<string, object?>?> GetAsync(object key, RecordRetrievalOptions? options = null,
                CancellationToken cancellationToken = default) =>
                throw new NotSupportedException();

            public override IAsyncEnumerable<Dictionary<string, object?>> GetAsync(
                System.Linq.Expressions.Expression<Func<Dictionary<string, object?>, bool>> filter, int top,
                FilteredRecordRetrievalOptions<Dictionary<string, object?>>? options = null, CancellationToken cancellationToken = default) =>
                throw new NotSupportedException();

            public override Task DeleteAsync(object key, CancellationToken cancellationToken = default) => throw new NotSupportedException();

            public override IAsyncEnumerable<VectorSearchResult<Dictionary<string, object?>>> SearchAsync<TInput>(TInput searchValue, int top,
                VectorSearchOptions<Dictionary<string, object?>>? options = null, CancellationToken cancellationToken = default) =>
                    throw new NotSupportedException();

            public override object? GetService(Type serviceType, object? serviceKey = null) => null;
        }
    }
}
