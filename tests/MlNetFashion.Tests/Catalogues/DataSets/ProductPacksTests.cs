using MlNetFashion.Catalogues;

namespace MlNetFashion.Tests.Catalogues;

/// <summary>The real product packs; counts are those of the data's own description.</summary>
public class ProductPacksTests
{
    static readonly (string Pack, int Photos)[] s_packs = [("apparel", 17_213), ("footwear", 8_108), ("accessories", 9_962), ("other", 2_209)];

    [Test]
    public void EveryPhotoOfThePacksJoinsItsRow()
    {
        string csv = FashionData.Require("myntra-styles.csv.gz");
        string[] sources = [.. s_packs.Select(pack => FashionData.Require($"myntra-{pack.Pack}.tar.gz"))];
        var rejects = new RejectLog();
        var catalogue = new ProductCatalogue(sources, ProductTable.Load(csv, new ProductCatalogueOptions(), rejects), rejects);

        var counts = new Dictionary<string, int>();
        var ids = new HashSet<string>();
        var startsAsJpeg = true;
        foreach (CatalogueEntry entry in catalogue.Read())
        {
            string pack = entry.Item.Attributes["PACK"];
            counts[pack] = counts.GetValueOrDefault(pack) + 1;
            startsAsJpeg &= ids.Add(entry.Item.Id) && entry.Source.Contains(pack) && entry.Name == entry.Item.Id + ".jpg";
        }

        Assert.That(counts, Is.EquivalentTo(s_packs.ToDictionary(pack => pack.Pack, pack => pack.Photos)));
        Assert.That(startsAsJpeg);
        Assert.That(rejects.Total, Is.Zero, string.Join('\n', rejects.Examples));
        Assert.That(catalogue.RowsWithoutPhoto, Is.EqualTo(39_096 - 37_492));
    }

    [Test]
    public void MissingValuesAreAbsentAttributes()
    {
        string csv = FashionData.Require("myntra-styles.csv.gz");
        var rejects = new RejectLog();
        ProductTable table = ProductTable.Load(csv, new ProductCatalogueOptions(), rejects);

        Assert.That(rejects.Total, Is.Zero);
        Assert.That(table.Count, Is.EqualTo(39_096));
        // Counted with Python's csv module.
        int Missing(string column) => table.Items.Count(item => !item.Attributes.ContainsKey(column));
        Assert.That(Missing("season"), Is.EqualTo(18));
        Assert.That(Missing("usage"), Is.EqualTo(283));
        Assert.That(Missing("year"), Is.Zero);
        Assert.That(Missing("baseColour"), Is.EqualTo(15));
        Assert.That(table.Items.Count(item => item.Title.Length == 0), Is.EqualTo(7));
        Assert.That(table.Items.SelectMany(item => item.Attributes.Values), Has.None.EqualTo("NA").And.None.Empty);
        Assert.That(table.Find("1164")!.Title, Is.EqualTo("Nike Men Blue T20 Indian Cricket Jersey"));
        Assert.That(table.Find("1525")!.Attributes["basecolour"], Is.EqualTo("Navy Blue"));
    }

    [Test]
    public void HeldOutItemsOfThePacksAreTheShareAskedForAndDuplicatesStayTogether()
    {
        DuplicateGroups groups = DuplicateGroups.Load(FashionData.Require("myntra-duplicate-images.txt"));
        ProductTable table = ProductTable.Load(FashionData.Require("myntra-styles.csv.gz"), new ProductCatalogueOptions(), new RejectLog());
        var split = new IdHashSplit(0.05, groups);

        double share = table.Items.Count(item => split.IsHeldOut(item.Id)) / (double)table.Count;
        Assert.That(share, Is.EqualTo(0.05).Within(0.005));
        foreach (CatalogueItem item in table.Items)
            Assert.That(groups.GroupOf(item.Id).Select(split.IsHeldOut).Distinct().Count(), Is.EqualTo(1));
    }
}
