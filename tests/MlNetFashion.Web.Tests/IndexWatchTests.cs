using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using MlNetFashion.Catalogues;
using MlNetFashion.Retrieval;
using MlNetFashion.Tests.Models;
using MlNetFashion.Web;

namespace MlNetFashion.Tests;

/// <summary>An index that is made anew beside a running shop is served; one that is no good is not.</summary>
public sealed class IndexWatchTests
{
    [Test]
    public void A_new_index_takes_the_place_of_the_old_one_and_a_damaged_one_does_not()
    {
        using TemporaryFolder folder = new();
        TestShop.Write(folder["index"], SampleCatalogue.Draw(10));
        using ShopCatalogue catalogue = new(FashionPipeline.Load(TinyModels.Folder), EmbeddingIndex.Open(folder["index"]), folder["index"]);
        using IndexWatch watch = new(catalogue, NullLogger<IndexWatch>.Instance);
        Assert.That(watch.Renew(), Is.False);
        TestShop.Write(folder["index"], SampleCatalogue.Draw(20));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(watch.Renew(), Is.True);
            Assert.That(catalogue.Use((_, index) => index.Count), Is.EqualTo(20));
            Assert.That(watch.Renew(), Is.False);
        }

        File.WriteAllText(Path.Combine(folder["index"], IndexManifest.FileName), "{}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(watch.Renew(), Is.False);
            Assert.That(catalogue.Use((_, index) => index.Count), Is.EqualTo(20));
        }
    }

    [Test]
    public async Task A_shop_serves_the_new_index_by_itself()
    {
        using TemporaryFolder folder = new();
        TestShop.Write(folder["index"], SampleCatalogue.Draw(10));
        await using TestShop shop = new(("Index", folder["index"]));
        using HttpClient client = shop.CreateClient();
        Assert.That(shop.Services.GetServices<IHostedService>().OfType<IndexWatch>(), Has.Exactly(1).Items);
        TestShop.Write(folder["index"], SampleCatalogue.Draw(25));
        int found = 0;
        for (int i = 0; i < 200 && found != 25; i++)
        {
            await Task.Delay(100);
            JsonElement answer = await (await client.GetAsync("/api/search?where=id!%3Dnone&top=100")).JsonAsync();
            found = answer.Ids().Length;
        }

        Assert.That(found, Is.EqualTo(25));
    }
}
