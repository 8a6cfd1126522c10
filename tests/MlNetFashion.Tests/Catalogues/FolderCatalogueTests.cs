using MlNetFashion.Catalogues;

namespace MlNetFashion.Tests.Catalogues;

public class FolderCatalogueTests
{
    static readonly byte[] s_photo = [1];

    static CatalogueItem[] Items(string source) => [.. new FolderCatalogue([source], new RejectLog()).Read().Select(entry => entry.Item)];

    static CatalogueItem Describe(string form, string file)
    {
        using TemporaryFolder folder = new();
        return Items(folder.WriteSource(form, [(file, s_photo)])).Single();
    }

    [TestCase("folder", "T-Shirt/a.jpg", "T-Shirt/a", "T Shirt", "T-Shirt", null)]
    [TestCase("folder", "train/long_sleeve/a.b.png", "train/long_sleeve/a.b", "long sleeve", "long_sleeve", "train")]
    [TestCase("a.zip", "set/Validation/dress/x/1.webp", "set/Validation/dress/x/1", "x", "x", "Validation")]
    [TestCase("a.tar", "test/red_dress-2.jpg", "test/red_dress-2", "red dress 2", null, "test")]
    [TestCase("a.tar.gz", "red+dress.jpg", "red+dress", "red dress", null, null)]
    [TestCase("photos.tar.gz", "photos/red-dress.jpg", "photos/red-dress", "red dress", null, null)]
    [TestCase("photos", "photos/red-dress.jpg", "photos/red-dress", "photos", "photos", null)]
    [TestCase("a.tar", ".jpg", ".jpg", ".jpg", null, null)]
    public void ThePathSaysEverything(string form, string file, string id, string title, string? itsClass, string? split)
    {
        CatalogueItem item = Describe(form, file);
        Assert.That(item.Id, Is.EqualTo(id));
        Assert.That(item.Title, Is.EqualTo(title));
        Assert.That(item.Attributes.GetValueOrDefault("Class"), Is.EqualTo(itsClass));
        Assert.That(item.Attributes.GetValueOrDefault("Split"), Is.EqualTo(split));
    }

    [Test]
    public void TheFirstPhotoOfAnIdIsKeptAcrossSources()
    {
        using TemporaryFolder folder = new();
        string one = folder.WriteSource("one", [("a/1.jpg", [1]), ("a/1.png", [2])]), two = folder.WriteSource("two.zip", [("a/1.jpg", [3]), ("b/1.jpg", [4])]);
        var rejects = new RejectLog();
        CatalogueEntry[] entries = [.. new FolderCatalogue([one, two], rejects).Read()];
        Assert.That(entries.Select(entry => (entry.Item.Id, entry.Source, entry.Name)), Is.EqualTo(new[] { ("a/1", one, "a/1.jpg"), ("b/1", two, "b/1.jpg") }));
        Assert.That(rejects.Examples.Select(reject => (reject.Source, reject.Name, reject.Kind)), Is.EqualTo(new[]
        {
            (one, "a/1.png", RejectKind.DuplicateId), (two, "a/1.jpg", RejectKind.DuplicateId),
        }));
    }

    [Test]
    public void PicturesOfOtherFormatsAreRejectedByNameAndOtherFilesPassedOver()
    {
        using TemporaryFolder folder = new();
        string source = folder.WriteSource("a.zip",
            [("1.jpg", s_photo), ("2.HEIC", s_photo), ("3.tiff", s_photo), ("LICENSE", s_photo), ("README.md", s_photo), ("a.csv", s_photo),
                ("doc.pdf", s_photo)]);
        var rejects = new RejectLog();
        Assert.That(new FolderCatalogue([source], rejects).Read().Select(entry => entry.Item.Id), Is.EqualTo(new[] { "1" }));
        Assert.That(rejects.Examples.Select(reject => reject.Reason), Is.EqualTo(new[]
        {
            "Pictures of the format .HEIC are not read. Convert it to JPEG, PNG or WebP.",
            "Pictures of the format .tiff are not read. Convert it to JPEG, PNG or WebP.",
        }));
    }

    [Test]
    public void TheRealClothingPhotosAreSortedByClassAndSplit()
    {
        string source = FashionData.Require("clothing-dataset-small-160px.tar.gz");
        var rejects = new RejectLog();
        CatalogueEntry[] entries = [.. new FolderCatalogue([source], rejects).Read()];
        Assert.That(entries, Has.Length.EqualTo(3_409));
        Assert.That(entries.Select(entry => entry.Item.Id).Distinct().Count(), Is.EqualTo(3_409));
        Assert.That(entries.Select(entry => entry.Item.Attributes["class"]).Distinct(), Is.EquivalentTo(new[]
        {
            "dress", "hat", "longsleeve", "outwear", "pants", "shirt", "shoes", "shorts", "skirt", "t-shirt",
        }));
        Assert.That(entries.Select(entry => entry.Item.Attributes["split"]).Distinct(), Is.EquivalentTo(new[] { "train", "validation" }));
        Assert.That(rejects.Total, Is.Zero);
        foreach (CatalogueEntry entry in entries.Where((_, i) => i % 50 == 0))
            Assert.That(Math.Max(entry.Picture.Decode().Width, entry.Picture.Decode().Height), Is.EqualTo(160));
    }
}
