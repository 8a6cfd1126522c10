using MlNetFashion.Batch;
using MlNetFashion.Catalogues;
using MlNetFashion.Tests.Photos;
using Parquet.Serialization;

namespace MlNetFashion.Tests.Jobs;

[TestFixture(".csv")]
[TestFixture(".parquet")]
public sealed class AddressJobTests(string table)
{
    const int Count = 15;

    static readonly IReadOnlyList<CatalogueEntry> s_items = Garments.Draw(Count);

    [Test]
    public void A_table_of_urls_is_embedded_once_and_asked_again_with_the_servers_own_mark()
    {
        using PhotoServer server = new();
        using Shop shop = Open(server);
        RunReport first = shop.Run();
        Assert.That((first.State, first.Indexed, shop.Embedded, server.Asked), Is.EqualTo(("published", Count, Count, Count)));
        Assert.That(Garments.Contents(shop.Index).Split('\n').Select(line => line[..line.IndexOf('|')]), Is.EqualTo(s_items.Select(item => item.Item.Id)));

        Assert.That((shop.Run().Planned, server.Asked), Is.EqualTo((0, 0)), "within a week nothing is asked");
        shop.Job = shop.Job with { Download = shop.Job.Download with { RecheckHours = 0 } };
        server.Photos["/3.png"] = Garments.Draw(1, seed: 5)[0].Picture.Encoded.ToArray();
        RunReport third = shop.Run();
        Assert.That((third.State, third.Planned, server.Unchanged, shop.Embedded), Is.EqualTo(("published", Count, Count - 1, 1)));
    }

    [Test]
    public void A_server_that_is_gone_takes_no_item_out_of_the_index()
    {
        string before;
        Shop shop;
        using (PhotoServer server = new())
        {
            shop = Open(server);
            shop.Run();
            before = Garments.Contents(shop.Index);
        }

        using (shop)
        {
            shop.Job = shop.Job with { Download = shop.Job.Download with { RecheckHours = 0 } };
            RunReport report = shop.Run();
            Assert.That((report.State, report.Indexed), Is.EqualTo(("published", Count)));
            Assert.That(report.LeftOut.Keys, Is.SubsetOf(["no answer", "host given up"]).And.Not.Empty);
            Assert.That(Garments.Contents(shop.Index), Is.EqualTo(before));
        }
    }

    [Test]
    public void A_catalogue_whose_server_never_answered_is_not_published()
    {
        Shop shop;
        using (PhotoServer server = new())
            shop = Open(server);
        using (shop)
        {
            RunReport report = shop.Run();
            Assert.That((report.State, report.IsGood), Is.EqualTo(("failed", false)));
        }
    }

    Shop Open(PhotoServer server)
    {
        var shop = new Shop([]);
        string path = shop.PathOf($"products{table}");
        Row[] rows =
            [.. s_items.Select((item, i) => new Row { id = item.Item.Id, name = item.Item.Title, image_link = $"{server.Address}/{i}.png", price = i })];
        for (int i = 0; i < Count; i++)
            server.Photos[$"/{i}.png"] = s_items[i].Picture.Encoded.ToArray();
        if (table == ".csv")
            File.WriteAllLines(path, rows.Select(row => $"{row.id},\"{row.name}\",{row.image_link},{row.price}").Prepend("id,name,image_link,price"));
        else
            ParquetSerializer.SerializeAsync(rows, path).GetAwaiter().GetResult();
        var download = new DownloadOptions { AllowPrivate = true, Attempts = 2, BackoffSeconds = 0, HostFailures = 4 };
        shop.Job = shop.Job with { Source = [path], Download = download };
        return shop;
    }

#pragma warning disable IDE1006 // The names of columns.
    sealed class Row
    {
        public string id { get; set; } = "";

        public string name { get; set; } = "";

        public string image_link { get; set; } = "";

        public int price { get; set; }
    }
#pragma warning restore IDE1006
}
