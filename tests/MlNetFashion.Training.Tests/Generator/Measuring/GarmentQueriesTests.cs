using MlNetFashion.Catalogues;
using MlNetFashion.Evaluation;
using MlNetFashion.Images;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Generator.Measuring;

namespace MlNetFashion.Training.Tests.Generator.Measuring;

public sealed class GarmentQueriesTests
{
    static readonly Lazy<(GarmentPhotos Learned, GarmentPhotos HeldOut)> s_photos =
        new(() => (GarmentPhotos.Load(Items(1, 40)), GarmentPhotos.Load(Items(2, 5))));

    static GarmentQueries Queries => new(QueryVocabulary.Sample, s_photos.Value.Learned, s_photos.Value.HeldOut);

    [Test]
    public void EveryPairIsAskedForOnceBeforeOneIsAskedForTwice()
    {
        IReadOnlyList<GarmentQuery> asked = Queries.Asked(8, seed: 1);
        string[] pairs = ["red dress", "blue dress", "red jeans"];
        Assert.That(asked.Take(3).Select(query => query.Query.Text), Is.EquivalentTo(pairs),
            "green dresses were not learned from, two hats only, and no held-out jeans are blue");
        Assert.That(asked.Select(query => query.Query.Text), Is.EqualTo(Enumerable.Range(0, 8).Select(i => asked[i % 3].Query.Text)));
        Assert.That(asked.Select(query => query.Seed), Is.Unique, "the second time there is another picture");
        foreach (GarmentQuery query in asked)
            Assert.That($"{NamedColours.Names[query.Colour]} {GarmentKinds.Names[query.Kind]}", Is.EqualTo(query.Query.Text));
    }

    [Test]
    public void APictureIsAskedForInAnotherColourThatItsTypeComesIn()
    {
        IReadOnlyList<GarmentQuery> asked = Queries.Recoloured(1000, seed: 1);
        Assert.That(asked, Has.Count.EqualTo(20), "all pictures but the hats, which come in one colour");
        foreach (GarmentQuery query in asked)
        {
            int before = ColourReading.Of(query.Query.Image!).Colour;
            Assert.That(query.Colour, Is.Not.EqualTo(before).And.AnyOf(NamedColours.Of("red"), NamedColours.Of("blue")));
            Assert.That(query.Query.Text, Does.Contain(NamedColours.Names[query.Colour]).And.Not.Contain("{"));
        }
    }

    [Test]
    public void TheSeedDecides()
    {
        Assert.That(Texts(Queries.Asked(50, seed: 3)), Is.EqualTo(Texts(Queries.Asked(50, seed: 3))));
        Assert.That(Texts(Queries.Recoloured(50, seed: 3)), Is.Not.EqualTo(Texts(Queries.Recoloured(50, seed: 4))));
    }

    [Test]
    public void TheMostFrequentPairsComeFirstWithTheirPictures()
    {
        GarmentPhotos learned = s_photos.Value.Learned;
        IReadOnlyList<(GarmentQuery Query, IReadOnlyList<int> Learned)> frequent = Queries.MostFrequent(3);
        Assert.That(frequent.Select(pair => pair.Learned.Count), Is.EqualTo(new[] { 40, 40, 40 }));
        foreach ((GarmentQuery query, IReadOnlyList<int> rows) in frequent)
            Assert.That(rows.Select(row => NamedColours.Of(learned.Items[row])), Is.All.EqualTo(query.Colour));
    }

    [Test]
    public void NothingFrequentIsNothingToAskFor() =>
        Assert.That(() => new GarmentQueries(QueryVocabulary.Sample, s_photos.Value.HeldOut, s_photos.Value.HeldOut).Asked(5, seed: 1),
            Throws.InstanceOf<InvalidDataException>());

    static IEnumerable<string> Texts(IReadOnlyList<GarmentQuery> queries) => queries.Select(query => query.Query.Text!);

    // Seed 1 is learned from: many of four pairs, two hats. Seed 2 is held out: green dresses instead of blue jeans.
    static IEnumerable<CatalogueEntry> Items(int seed, int count)
    {
        (string Kind, string Colour, int Count)[] stock = seed == 1
            ? [("dress", "red", count), ("dress", "blue", count), ("jeans", "blue", count), ("jeans", "red", count), ("hat", "black", 2)]
            : [("dress", "red", count), ("dress", "blue", count), ("jeans", "red", count), ("dress", "green", count), ("hat", "black", 2)];
        foreach ((string kind, string colour, int wanted) in stock)
        {
            for (int i = 0; i < wanted; i++)
            {
                var picture = new RgbImage(Columns.ImageSize, Columns.ImageSize);
                picture.Pixels.AsSpan().Fill(255);
                SampleColour paint = SampleAttributes.NamedColour(colour);
                for (int pixel = 20 * Columns.ImageSize; pixel < 50 * Columns.ImageSize; pixel++)
                    (picture.Pixels[pixel * 3], picture.Pixels[pixel * 3 + 1], picture.Pixels[pixel * 3 + 2]) = (paint.Red, paint.Green, paint.Blue);
                yield return new CatalogueEntry(new CatalogueItem($"{seed}-{kind}-{colour}-{i}", $"{colour} {kind}",
                    new Dictionary<string, string> { ["garment"] = kind, ["colour"] = colour }), new CataloguePicture(picture));
            }
        }
    }
}
