using MlNetFashion.Catalogues;

namespace MlNetFashion.Tests.Catalogues;

public class PhotoJoinTests
{
    static readonly CatalogueReaderOptions s_options = new();

    static (CatalogueEntry[] Entries, RejectLog Rejects) Read(string[] photos, string csv, CatalogueReaderOptions? options = null)
    {
        using TemporaryFolder folder = new();
        string source = folder.WriteSource("photos", photos.Select((photo, i) => (photo, new[] { (byte)(i + 1) })));
        var rejects = new RejectLog();
        string path = folder.Write("elsewhere/rows.csv", csv);
        return ([.. CatalogueReader.Open([source], (options ?? s_options) with { Csv = path }, rejects)], rejects);
    }

    static string Cell(string spelled) => spelled.IndexOfAny(['"', ',']) >= 0 ? $"\"{spelled.Replace("\"", "\"\"")}\"" : spelled;

    [TestCase("1001.jpg", "1001", "1001")]
    [TestCase("1001.jpg", "0001001", "0001001")]
    [TestCase("0001001.jpg", "1001", "1001")]
    [TestCase("1001.jpg", "1001.0", "1001")]
    [TestCase("1001.jpg", "1001.jpg", "1001")]
    [TestCase("1001.jpg", "images/1001.jpg", "1001")]
    [TestCase("1001.jpg", @"C:\images\1001.JPG", "1001")]
    [TestCase("1001.jpg", "=\"1001\"", "1001")]
    [TestCase("1001.jpg", "'1001", "1001")]
    [TestCase("1001.jpg", "https://shop.example/cdn/1001.jpg?v=2&w=80", "1001")]
    [TestCase("108775015.jpg", "1.08775015E+8", "108775015")]
    [TestCase("ab-1x.PNG", "AB-1X", "AB-1X")]
    [TestCase("deep/er/1001.webp", "1001", "1001")]
    [TestCase("Gro\u0308\u00dfe.jpg", "Gr\u00f6\u00dfe", "Gr\u00f6\u00dfe")]
    [TestCase("1001.jpg", "#1001", "1001")]
    [TestCase("1001.jpg", "1,001", "1001")]
    [TestCase("SKU-12A.jpg", "sku_12a", "sku_12a")]
    [TestCase("1001.jpg", "[\"1001.jpg\", \"1001_2.jpg\"]", "1001")]
    [TestCase("1001.jpg", "https://shop.example/1001.jpg, https://shop.example/1001-2.jpg", "1001")]
    [TestCase("1001_1.jpg", "1001", "1001")]
    [TestCase("1001-front.jpg", "1001", "1001")]
    [TestCase("0001001 (2).jpg", "1001", "1001")]
    public void OneIdIsJoinedHoweverItIsSpelled(string photo, string cell, string id)
    {
        (CatalogueEntry[] entries, RejectLog rejects) = Read([photo, "7.jpg"], $"id,name\n{Cell(cell)},A dress\n7,A bag\n");
        Assert.That(entries.Select(entry => (entry.Item.Id, entry.Item.Title, entry.Name)),
            Is.EquivalentTo(new[] { (id, "A dress", photo), ("7", "A bag", "7.jpg") }));
        Assert.That(rejects.Total, Is.Zero);
    }

    [Test]
    public void WhereAnotherColumnNamesThePhotoASlashIsAPartOfTheId()
    {
        (CatalogueEntry[] entries, _) = Read(["one.jpg", "two.jpg", "three.jpg", "four.jpg"],
            "sku,name,picture\nAB/12,A,one.jpg\nCD/12,B,img/two.jpg\nCD\\12,C,three.jpg\n7.0,D,four.jpg\n");
        Assert.That(entries.Select(entry => (entry.Item.Id, entry.Name)),
            Is.EquivalentTo(new[] { ("AB/12", "one.jpg"), ("CD/12", "two.jpg"), (@"CD\12", "three.jpg"), ("7", "four.jpg") }));
    }

    [Test]
    public void OfSeveralReadingsNoneIsTaken()
    {
        (CatalogueEntry[] entries, RejectLog rejects) = Read(["01.jpg", "2.jpg", "A.jpg"], "id,name\n1,one\n001,other\n2,two\na,lower\n A ,upper\n");
        Assert.That(entries.Select(entry => entry.Item.Title), Is.EqualTo(new[] { "two", "upper" }));
        RejectedEntry stranger = rejects.Examples.First(reject => reject.Kind == RejectKind.NoRow);
        Assert.That(stranger.Name, Is.EqualTo("01.jpg"));
        Assert.That(stranger.Reason, Is.EqualTo("The CSV has several rows that it could be of: \"1\" (line 2) and \"001\" (line 3)."));
    }

    [Test]
    public void TheNearestSpellingAndTheFirstViewStandForTheItemInAnyOrder()
    {
        string[] photos = ["1_10.jpg", "1_2.jpg", "1_1.jpg", "2-back.jpg", "2-front.jpg", "02.jpg", "3.jpg", "3.png"];
        (string, string)[] expected = [("1", "1_1.jpg"), ("2", "02.jpg"), ("3", "3.jpg")];
        for (int seed = 0; seed < 10; seed++)
        {
            string[] shuffled = [.. photos];
            new Random(seed).Shuffle(shuffled);
            using TemporaryFolder folder = new();
            string source = folder.WriteSource("a.tar", shuffled.Where(photo => photo != "3.png").Append("3.png").Select(photo => (photo, new byte[] { 1 })));
            var rejects = new RejectLog();
            CatalogueEntry[] entries =
                [.. CatalogueReader.Open([source], s_options with { Csv = folder.Write("else/r.csv", "sku,name\n1,one\n2,two\n3,three\n") }, rejects)];
            Assert.That(entries.Select(entry => (entry.Item.Id, entry.Name)), Is.EquivalentTo(expected));
            Assert.That((rejects.Count(RejectKind.FurtherView), rejects.Count(RejectKind.DuplicateId), rejects.Total), Is.EqualTo((4L, 1L, 5L)));
        }
    }

    [Test]
    public void PathsTellPhotosOfOneNameApart()
    {
        (CatalogueEntry[] entries, RejectLog rejects) = Read(["red/1.jpg", "blue/1.jpg"], "image,name\nimgs/red/1.jpg,other\nred/1.jpg,red\nblue/1.jpg,blue\n");
        Assert.That(entries.Select(entry => (entry.Name, entry.Item.Title)), Is.EquivalentTo(new[] { ("red/1.jpg", "red"), ("blue/1.jpg", "blue") }));
        Assert.That(entries.Select(entry => entry.Item.Id).Distinct().Count(), Is.EqualTo(2));
        Assert.That(rejects.Notes, Has.Some.Contains("1 row of the CSV has no photo, such as imgs/red/1.jpg (line 2)"));
    }

    [Test]
    public void RowsAndPhotosWithoutEachOtherAreCountedWithExamplesOfBoth()
    {
        (CatalogueEntry[] entries, RejectLog rejects) = Read(["1.jpg", "8.jpg"], "id,name\n1,one\n7001,gone\n7002,gone\n");
        Assert.That(entries, Has.Length.EqualTo(1));
        Assert.That(rejects.Summary(), Is.EqualTo(new[] { "1 photo was left out: no row in the CSV." }));
        Assert.That(rejects.Notes,
            Has.Some.EqualTo("2 rows of the CSV have no photo, such as 7001 (line 3), 7002 (line 4); photos without a row are named such as 8.jpg."));
    }

    [Test]
    public void PhotosThatNoColumnNamesAreShownBesideTheCells() => Assert.That(
        () => Read(["IMG_77.jpg"], "id,name\nx1,one\nx2,two\n"),
        Throws.InstanceOf<InvalidDataException>().With.Message.Contains("photos are named such as IMG_77.jpg, but id holds x1, x2."));

    [Test]
    public void TheColumnThatNamesThePhotosNeedNotBeTheIds()
    {
        (CatalogueEntry[] entries, _) =
            Read(["a9.jpg", "b7.jpg"], "Color,Item Name,SKU,Picture File\nRed,A dress,S1,shots/a9.jpg\nBlue,A bag,S2,shots/b7.jpg\n");
        Assert.That(entries.Select(entry => (entry.Item.Id, entry.Item.Title, entry.Item.Attributes["Picture File"])),
            Is.EqualTo(new[] { ("S1", "A dress", "shots/a9.jpg"), ("S2", "A bag", "shots/b7.jpg") }));
    }
}
