using MlNetFashion.Catalogues;

namespace MlNetFashion.Tests.Catalogues;

public class FashionIqCatalogueTests
{
    static readonly Lazy<FashionIqCatalogue> s_real = new(() => FashionIqCatalogue.Load(FashionData.Require("fashioniq-text.tar.gz")));

    const string Captions = """[{"target":"B2","candidate":"B1","captions":["is red "," "]},{"target":"B3","candidate":"B2","captions":["longer","blue"]}]""";

    [TestCase("dress", 5_985, 2_017, 2_024, 3_817, 2_628, 0)]
    [TestCase("shirt", 5_988, 2_038, 2_038, 6_346, 3_089, 2)]
    [TestCase("toptee", 6_027, 1_961, 2_056, 5_373, 2_902, 14)]
    public void TheRealTextHasItsPublishedCounts(string category, int train, int val, int test, int gallery, int pairGallery, int blanks)
    {
        FashionIqPart Part(string split) => s_real.Value.Part(category, split);
        Assert.That(new[] { "train", "val", "test" }.Select(split => Part(split).Pairs.Count), Is.EqualTo(new[] { train, val, test }));
        Assert.That(Part("val").Gallery, Has.Count.EqualTo(gallery));
        Assert.That(Part("val").Gallery.Distinct().Count(), Is.EqualTo(gallery));
        Assert.That(Part("val").PairGallery, Has.Count.EqualTo(pairGallery));
        Assert.That(Part("test").Pairs.Select(pair => pair.Target), Is.All.Null);
        foreach (string split in new[] { "train", "val" })
        {
            Assert.That(Part(split).Pairs.Select(pair => pair.Target), Is.All.Not.Null);
            Assert.That(Part(split).PairGallery.Except(Part(split).Gallery), Is.Empty);
        }

        FashionIqPair[] pairs = [.. Part("train").Pairs, .. Part("val").Pairs, .. Part("test").Pairs];
        Assert.That(pairs.Select(pair => pair.Captions.Count), Is.All.InRange(1, 2));
        Assert.That(pairs.Count(pair => pair.Captions.Count == 1), Is.EqualTo(blanks));
    }

    [Test]
    public void TheRealTextHasTitlesAndTags()
    {
        FashionIqPart dresses = s_real.Value.Part("dress", "val");
        CatalogueItem dress = s_real.Value.Item(dresses, "B0007WIZYE");
        Assert.That(dress.Attributes.Select(pair => $"{pair.Key}={pair.Value}"), Is.EquivalentTo(new[]
        {
            "category=dress", "split=val", "garment=dress", "fabric=cotton, ruffled, wash", "shape=fit, round", "part=hem", "style=love, summer",
        }));
        Assert.That(s_real.Value.Item(s_real.Value.Part("dress", "train"), "B0009Y2LN6").Title, Is.EqualTo("Divine Lace Dress"));
        Assert.That(s_real.Value.Parts.SelectMany(part => part.Gallery.Select(id => s_real.Value.Item(part, id))).Where(item => item.Title.Length > 0)
            .Select(item => item.Id).Distinct().Count(), Is.EqualTo(17_856));
    }

    [Test]
    public void PhotosOfThePartBecomeEntriesAndOthersArePassedOver()
    {
        using TemporaryFolder folder = new();
        folder.Write("text/cap.dress.val.json", Captions);
        folder.Write("text/split.dress.val.json", """["B1","B2","B3"]""");
        folder.Write("text/titles.jsonl", """{"asin":"B3","category":"dress","split":"val","title":"A dress"}""" + "\n");
        string photos = folder.WriteSource("photos.tar", [("x/B3.jpg", [3]), ("x/B1.png", [1]), ("x/B9.jpg", [9]), ("y/B1.jpg", [1])]);
        FashionIqCatalogue catalogue = FashionIqCatalogue.Load(folder["text"]);
        FashionIqPart part = catalogue.Part("dress", "val");
        var rejects = new RejectLog();
        Assert.That(catalogue.Read(part, [photos], rejects).Select(entry => (entry.Item.Id, entry.Item.Title)),
            Is.EqualTo(new[] { ("B3", "A dress"), ("B1", "") }));
        Assert.That(rejects.Examples.Single().Kind, Is.EqualTo(RejectKind.DuplicateId));
        Assert.That(part.Pairs[0].Captions, Is.EqualTo(new[] { "is red" }));
        Assert.That(part.PairGallery, Is.EqualTo(new[] { "B1", "B2", "B3" }));
    }

    [TestCase("cap.dress.val.json", """[{"target":"B2","candidate":"B1"}]""")]
    [TestCase("cap.dress.val.json", """[{"target":"B2","candidate":null,"captions":[]}]""")]
    [TestCase("cap.dress.val.json", """[{"target":"B2","candidate":"B1","captions":[null]}]""")]
    [TestCase("cap.dress.val.json", "[null]")]
    [TestCase("cap.dress.val.json", "null")]
    [TestCase("cap.dress.val.json", "[{")]
    [TestCase("split.dress.val.json", "[null]")]
    [TestCase("split.dress.val.json", """{"a":1}""")]
    [TestCase("asin2attr.dress.val.json", """{"B1":[null]}""")]
    [TestCase("asin2attr.dress.val.json", """{"B1":[[null]]}""")]
    [TestCase("titles.jsonl", "{}")]
    public void AFileOfAnotherFormIsRefusedByName(string name, string json)
    {
        using TemporaryFolder folder = new();
        folder.Write(name, json);
        Assert.That(() => FashionIqCatalogue.Load(folder.Path),
            Throws.InstanceOf<InvalidDataException>().With.Message.Contains($"The Fashion IQ file {name} of"));
    }

    [Test]
    public void ADamagedArchiveAndAnEmptyOneAreRefused()
    {
        using TemporaryFolder folder = new();
        byte[] whole = ArchiveBytes.Tar([("cap.dress.val.json", System.Text.Encoding.UTF8.GetBytes(Captions)), ("split.dress.val.json", "[]"u8.ToArray())]);
        Assert.That(() => FashionIqCatalogue.Load(folder.Write("a.tar", whole[..^2048])),
            Throws.InstanceOf<InvalidDataException>().With.Message.Contains("damaged or cut off"));
        Assert.That(() => FashionIqCatalogue.Load(folder.WriteSource("empty", [])),
            Throws.InstanceOf<InvalidDataException>().With.Message.Contains("holds no Fashion IQ captions"));
        ArgumentException error = Assert.Throws<ArgumentException>(() => FashionIqCatalogue.Load(folder.Write("b.tar", whole)).Part("dress", "train"))!;
        Assert.That(error.Message, Is.EqualTo("Fashion IQ has no part dress train here. There are: dress val."));
    }
}
