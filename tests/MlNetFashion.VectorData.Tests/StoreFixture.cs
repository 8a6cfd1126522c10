using Microsoft.Extensions.VectorData;
using MlNetFashion.VectorData;

namespace MlNetFashion.Tests;

/// <summary>A store in a folder of its own, with a collection of <see cref="Garment.Five"/>.</summary>
abstract class StoreFixture
{
    TemporaryFolder _folder = null!;

    protected string Folder => _folder.Path;

    protected FashionVectorStore Store { get; private set; } = null!;

    protected VectorStoreCollection<string, Garment> Garments { get; private set; } = null!;

    protected VectorStoreCollection<object, Dictionary<string, object?>> Dynamic { get; private set; } = null!;

    [SetUp]
    public async Task Open()
    {
        _folder = new TemporaryFolder();
        Store = new FashionVectorStore(Folder);
        Garments = Store.GetCollection<string, Garment>("garments");
        Dynamic = Store.GetDynamicCollection("garments", Garment.Definition);
        await Garments.EnsureCollectionExistsAsync();
        await Garments.UpsertAsync(Garment.Five());
    }

    [TearDown]
    public void Close()
    {
        Garments.Dispose();
        Dynamic.Dispose();
        Store.Dispose();
        _folder.Dispose();
    }

    protected static async Task<List<T>> All<T>(IAsyncEnumerable<T> stream)
    {
        var all = new List<T>();
        await foreach (T one in stream)
            all.Add(one);
        return all;
    }
}
