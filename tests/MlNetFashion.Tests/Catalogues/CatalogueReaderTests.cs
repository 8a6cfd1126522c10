using MlNetFashion.Catalogues;

namespace MlNetFashion.Tests.Catalogues;

public class CatalogueReaderTests
{
    static readonly (string, byte[])[] s_photos = [("1.jpg", [1]), ("2.png", [2]), ("sub/3.jpg", [3])];
    static readonly CatalogueReaderOptions s_options = new() { Products = new ProductCatalogueOptions { TitleColumn = "title" } };
    const string Csv = "id,title,colour\n1,A shirt,Red\n2,A bag,Blue\n4,A shoe,Red\n";

    static (CatalogueEntry[] Entries, RejectLog Rejects) Read(string source, CatalogueReaderOptions? options = null)
    {
        var rejects = new RejectLog();
        return ([.. CatalogueReader.Open([source], options ?? s_options, rejects)], rejects);
    }

    [TestCase("photos")]
    [TestCase("photos.tar")]
    [TestCase("photos.tar.gz")]
    [TestCase("photos.zip")]
    public void ACsvBesideTheSourceMakesItProducts(string form)
    {
        using TemporaryFolder folder = new();
        string source = folder.WriteSource(form, s_photos);
        folder.Write("styles.csv", Csv);
        (CatalogueEntry[] entries, RejectLog rejects) = Read(source);
        Assert.That(entries.Select(entry => entry.Item.Title), Is.EqualTo(new[] { "A shirt", "A bag" }));
        Assert.That(rejects.Examples.Single(), Is.EqualTo(new RejectedEntry(source, "sub/3.jpg", "The CSV has no row with the id 3.", RejectKind.NoRow)));
    }

    [Test]
    public void ACsvInTheFolderMakesItProductsAndAGivenOneWins()
    {
        using TemporaryFolder folder = new();
        string source = folder.WriteSource("photos", s_photos);
        folder.WriteZipped("photos/styles.csv.gz", System.Text.Encoding.UTF8.GetBytes(Csv));
        Assert.That(Read(source).Entries[0].Item.Title, Is.EqualTo("A shirt"));
        string given = folder.Write("elsewhere/other.csv", Csv.Replace("shirt", "kurta"));
        Assert.That(Read(source, s_options with { Csv = given }).Entries[0].Item.Title, Is.EqualTo("A kurta"));
        Assert.That(Read(source, s_options with { Kind = CatalogueKind.Folders }).Entries[0].Item.Title, Is.EqualTo("1"));
    }

    [Test]
    public void ACsvOfOtherThingsLeavesFoldersFolders()
    {
        using TemporaryFolder folder = new();
        string source = folder.WriteSource("photos", s_photos);
        folder.Write("sales.csv", "date,amount\n1,2\n");
        folder.Write("others.csv", "id,title\n1,only one of three\n");
        folder.Write("noise.csv", [0, 1, 2, 3]);
        Assert.That(Read(source).Entries.Select(entry => entry.Item.Id), Is.EqualTo(new[] { "1", "2", "sub/3" }));
        Assert.That(() => Read(source, s_options with { Kind = CatalogueKind.Products }),
            Throws.InstanceOf<InvalidDataException>().With.Message.StartsWith("No CSV that has rows for the photos lies in or beside"));
    }

    [Test]
    public void OfSeveralCsvsOneMustBeNamed()
    {
        using TemporaryFolder folder = new();
        string source = folder.WriteSource("photos", s_photos);
        folder.Write("a.csv", Csv);
        folder.Write("b.csv", Csv);
        Assert.That(() => Read(source), Throws.InstanceOf<InvalidDataException>().With.Message.Contains("a.csv").And.Message.Contains("b.csv")
            .And.Message.EndsWith("Name one with Csv (--csv)."));
    }

    [Test]
    public void ASourceWithoutAnyUsablePhotoIsAnErrorThatSaysWhy()
    {
        using TemporaryFolder folder = new();
        string empty = folder.WriteSource("empty", [("README.md", [1])]);
        Assert.That(() => Read(empty), Throws.InstanceOf<InvalidDataException>()
            .With.Message.EqualTo($"{empty} held no photo that can be used (JPEG, PNG, WebP, GIF or BMP)."));
        folder.WriteSource("empty/a.zip", s_photos);
        Assert.That(() => Read(empty), Throws.InstanceOf<InvalidDataException>().With.Message.EndsWith(
            $"Archives in a folder are not opened: name them as sources, such as {Path.Combine(empty, "a.zip")}."));
        string broken = folder.Write("broken.zip", [1, 2, 3]);
        Assert.That(() => Read(broken), Throws.InstanceOf<InvalidDataException>().With.Message.Contains("The archive cannot be opened"));
    }

    [Test]
    public void ArgumentsThatCannotBeAreAnsweredAtOnce()
    {
        using TemporaryFolder folder = new();
        string source = folder.WriteSource("photos", s_photos);
        var rejects = new RejectLog();
        Assert.That(() => CatalogueReader.Open(["nowhere"], s_options, rejects),
            Throws.InstanceOf<FileNotFoundException>().With.Message.StartsWith("There is no file or folder \"nowhere\""));
        Assert.That(() => CatalogueReader.Open([source], s_options with { Csv = "nowhere.csv" }, rejects),
            Throws.InstanceOf<FileNotFoundException>().With.Message.StartsWith("There is no CSV \"nowhere.csv\""));
        Assert.That(() => CatalogueReader.Open([source], s_options with { Csv = "a.csv", Kind = CatalogueKind.Folders }, rejects), Throws.ArgumentException);
        Assert.That(() => CatalogueReader.Open([source], s_options with { Kind = CatalogueKind.FashionMnist }, rejects),
            Throws.InstanceOf<InvalidDataException>().With.Message.StartsWith("There are no Fashion-MNIST files"));
        string text = folder.Write("notes.txt", "no photos");
        Assert.That(() => CatalogueReader.Open([text], s_options, rejects),
            Throws.ArgumentException.With.Message.EndsWith("is neither a folder nor an archive (.tar, .tar.gz, .tgz, .zip) nor a photo. Name one of these."));
    }

    [Test]
    public void TheSampleCatalogueIsDrawnWithoutASource()
    {
        CatalogueReaderOptions sample = new() { Kind = CatalogueKind.Sample, SampleCount = 30, SampleSeed = 7 };
        CatalogueItem[] items = [.. CatalogueReader.Open([], sample, new RejectLog()).Select(entry => entry.Item)];
        Assert.That(items.Select(item => (item.Id, item.Title)), Is.EqualTo(SampleCatalogue.Draw(30, 7).Select(entry => (entry.Item.Id, entry.Item.Title))));
        Assert.That(items, Has.Length.EqualTo(30));
        Assert.That(() => CatalogueReader.Open(["photos"], sample, new RejectLog()),
            Throws.ArgumentException.With.Message.Contains("has no source, but photos is named"));
    }

    [Test]
    public void TheRealSourcesAreRecognised()
    {
        string First(string file, int skip = 0)
        {
            CatalogueEntry entry = CatalogueReader.Open([FashionData.Require(file)], new CatalogueReaderOptions(), new RejectLog()).Skip(skip).First();
            return $"{entry.Item.Id}: {entry.Item.Title}";
        }

        Assert.That(First("myntra-other.tar.gz"), Does.StartWith("1550: ").And.Not.EndsWith("1550"));
        Assert.That(First("t10k-labels-idx1-ubyte.gz"), Is.EqualTo("t10k-00000: Ankle boot"));

        // The CSV that lies beside it is of other photos.
        Assert.That(First("clothing-dataset-small-160px.tar.gz"), Is.EqualTo("clothing-dataset-small/train/dress/009b3c31-fb62-45c0-be9a-37a5c238cb88: dress"));
    }
}
