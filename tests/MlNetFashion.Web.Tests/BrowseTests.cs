using MlNetFashion.Catalogues;

namespace MlNetFashion.Tests;

public sealed class BrowseTests
{
    [Test]
    public async Task What_shoppers_choose_by_is_counted_and_names_of_files_are_not()
    {
        using TemporaryFolder folder = new();
        TestShop.Write(folder["index"], SampleCatalogue.Draw(12).Select((entry, i) => new CatalogueEntry(
            new CatalogueItem(entry.Item.Id, entry.Item.Title, new Dictionary<string, string>(entry.Item.Attributes) { ["photo"] = $"file-{i}.jpg" }),
            entry.Picture, entry.Source, entry.Name)));
        using var shop = new TestShop(("Index", folder["index"]));
        string page = await shop.CreateClient().GetStringAsync("/browse");
        Assert.That(page, Does.Not.Contain("file-1.jpg"));
        Assert.That(page, Does.Contain("colour"));
    }
}
