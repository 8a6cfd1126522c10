using MlNetFashion.Catalogues;
using MlNetFashion.Training.Data;

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
        Assert.That(() => new PairSampler(new TrainingSet(), new PairSamplerOptions()), Throws.ArgumentException.With.Message.Contains("neither products nor drawn garments"));

    static IEnumerable<CatalogueEntry> Products()
    {
        string[] types = ["Tshirts", "Dresses"], colours = ["Red", "Blue", "Green"], genders = ["Men", "Women"];
        return from type in types
               from colour in colours
               from gender in genders
               from copy in Enumerable.Range(0, 3)
               select new CatalogueEntry(
                   new CatalogueItem($"{type}{colour}{gender}{copy}", "", new Dictionary<string, string> { ["articleType"] = type, ["baseColour"] = colour, ["gender"] = gender }),
                   new CataloguePicture(new RgbImage(4, 4)));
    }
}
