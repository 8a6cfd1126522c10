using MlNetFashion.Catalogues;
using MlNetFashion.Retrieval;
using MlNetFashion.Tests.Models;
using MlNetFashion.Web;

namespace MlNetFashion.Tests;

/// <summary>An index takes another one's place.</summary>
public sealed class ShopCatalogueTests
{
    [Test]
    public void The_old_index_stays_open_for_who_works_with_it_and_is_closed_then()
    {
        using TemporaryFolder folder = new();
        TestShop.Write(folder["old"], SampleCatalogue.Draw(10));
        TestShop.Write(folder["new"], SampleCatalogue.Draw(20));
        using ShopCatalogue catalogue = new(FashionPipeline.Load(TinyModels.Folder), EmbeddingIndex.Open(folder["old"]));
        EmbeddingIndex old = catalogue.Use((_, index) =>
        {
            catalogue.Replace(EmbeddingIndex.Open(folder["new"]));
            Assert.That(index.Thumbnail(3), Is.Not.Null);
            return index;
        });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(catalogue.Use((_, index) => index.Count), Is.EqualTo(20));
            Assert.That(() => old.Thumbnail(3), Throws.TypeOf<ObjectDisposedException>());
        }
    }

    [Test]
    public void An_index_of_other_models_is_refused_and_the_old_one_goes_on()
    {
        using ShopCatalogue catalogue = new(FashionPipeline.Load(TinyModels.Folder), EmbeddingIndex.Open(TestShop.Index));
        EmbeddingIndex strange = EmbeddingIndex.Create(new IndexDescription(new string('a', 64), "none", "a test", DateTimeOffset.UnixEpoch), [], []);
        Assert.That(() => catalogue.Replace(strange), Throws.TypeOf<IndexMismatchException>());
        Assert.That(catalogue.Use((_, index) => index.Count), Is.EqualTo(TestShop.Count));
    }

    [Test]
    public async Task Nobody_meets_a_closed_index()
    {
        using ShopCatalogue catalogue = new(FashionPipeline.Load(TinyModels.Folder), EmbeddingIndex.Open(TestShop.Index));
        using var stop = new CancellationTokenSource();
        int read = 0;
        Task[] readers = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                int row = Interlocked.Increment(ref read) % TestShop.Count;
                Assert.That(catalogue.Use((_, index) => index.Thumbnail(row)), Is.Not.Null);
            }
        }))];
        for (int replaced = 0; replaced < 30 || Volatile.Read(ref read) < 1000; replaced++)
            catalogue.Replace(EmbeddingIndex.Open(TestShop.Index));
        await stop.CancelAsync();
        await Task.WhenAll(readers);
    }
}
