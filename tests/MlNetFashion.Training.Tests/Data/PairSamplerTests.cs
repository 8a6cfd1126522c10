using MlNetFashion.Catalogues;
using MlNetFashion.Images;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Generator;

namespace MlNetFashion.Training.Tests.Data;

public sealed class PairSamplerTests
{
    [Test]
    public void APairDiffersInTheFactItNamesAndInNoOtherOfADrawing()
    {
        TrainingSet set = TinyTrainingSet.Drawings;
        var sampler = new PairSampler(set, new PairSamplerOptions());
        var random = new Random(1);
        int changed = 0;
        for (int i = 0; i < 500; i++)
        {
            TrainingPair pair = sampler.Next(random);
            TrainingItem reference = set.Items[pair.Reference], target = set.Items[pair.Target];
            Fact[] different = [.. Enum.GetValues<Fact>().Where(fact => reference[fact] != target[fact])];
            if (pair.Change is { } change)
            {
                Assert.That(different, Is.EqualTo([change]));
                changed++;
            }
            else
            {
                Assert.That(different, Has.No.Member(Fact.Type).And.No.Member(Fact.Colour), "a pair without a change is alike");
            }
        }

        Assert.That(changed, Is.GreaterThan(150), "most pairs of a family of four differ");
    }

    [Test]
    public void ProductsThatDifferInColourShareTypeAndGender()
    {
        var set = new TrainingSet();
        set.Add(Products(), TrainingDomain.Product);
        var sampler = new PairSampler(set, new PairSamplerOptions { Sample = 0, ClassPhoto = 0, Recolour = 1, Regender = 0 });
        var random = new Random(2);
        for (int i = 0; i < 300; i++)
        {
            TrainingPair pair = sampler.Next(random);
            TrainingItem reference = set.Items[pair.Reference], target = set.Items[pair.Target];
            Assert.That((target[Fact.Type], target[Fact.Gender]), Is.EqualTo((reference[Fact.Type], reference[Fact.Gender])));
            Assert.That(target[Fact.Colour] != reference[Fact.Colour], Is.EqualTo(pair.Change == Fact.Colour));
        }
    }

    [TestCase(0, 0, 0)]
    [TestCase(1, 1, 1)]
    [TestCase(0.5, 0.4, 0.6)]
    public void AShareOfChangesNamesTheKindThatStays(double named, double least, double most)
    {
        TrainingSet set = TinyTrainingSet.Drawings;
        var sampler = new PairSampler(set, new PairSamplerOptions { Named = named });
        EmbeddingBatch batch = EmbeddingBatch.Draw(set, sampler, new CaptionWriter(set.Vocabulary), pairs: 400, others: [], new Random(4));
        string[] kinds = [.. batch.Items.Skip(400).Select(target => set.Vocabulary.Value(Fact.Type, target[Fact.Type]))];
        int saying = batch.Changes.Zip(kinds).Count(pair => pair.First == pair.Second || pair.First.StartsWith($"{pair.Second}, ", StringComparison.Ordinal));
        Assert.That(saying / 400.0, Is.InRange(least, most));
        GeneratorRequest[] shown =
            [.. Enumerable.Range(0, 400).Select(i => GeneratorRequest.Next(set, sampler, new CaptionWriter(set.Vocabulary), new Random(i)))
                .Where(request => request.IsShown)];
        Assert.That(shown, Has.Length.GreaterThan(50));
        Assert.That(shown.Count(request =>
            request.Text.StartsWith(set.Vocabulary.Value(Fact.Type, request.Target[Fact.Type]), StringComparison.Ordinal)) / (double)shown.Length,
            Is.InRange(least, most));
    }

    [Test]
    public void TheSameRandomNumbersGiveTheSamePairs()
    {
        var sampler = new PairSampler(TinyTrainingSet.Drawings, new PairSamplerOptions());
        TrainingPair[] Draw()
        {
            var random = new Random(3);
            return [.. Enumerable.Range(0, 50).Select(_ => sampler.Next(random))];
        }

        Assert.That(Draw(), Is.EqualTo(Draw()));
    }

    [Test]
    public void ASetWithoutProductsAndDrawingsIsRefused() =>
        Assert.That(() => new PairSampler(new TrainingSet(), new PairSamplerOptions()),
            Throws.ArgumentException.With.Message.Contains("neither products nor drawn garments"));

    static IEnumerable<CatalogueEntry> Products()
    {
        string[] types = ["Tshirts", "Dresses"], colours = ["Red", "Blue", "Green"], genders = ["Men", "Women"];
        return from type in types
               from colour in colours
               from gender in genders
               from copy in Enumerable.Range(0, 3)
               select new CatalogueEntry(
                   new CatalogueItem($"{type}{colour}{gender}{copy}", "",
                       new Dictionary<string, string> { ["articleType"] = type, ["baseColour"] = colour, ["gender"] = gender }),
                   new CataloguePicture(new RgbImage(4, 4)));
    }
}
