using MlNetFashion.Catalogues;
using MlNetFashion.Images;
using MlNetFashion.Training.Data;

namespace MlNetFashion.Training.Tests.Data;

public sealed class RelativeCaptionsTests
{
    [Test]
    public void DrawnPairsDifferInWhatTheirWordsSay()
    {
        var set = new TrainingSet();
        set.Add(TrainingCatalogues.Drawings(3, variants: 2), TrainingDomain.Sample, TrainingCatalogues.Family);
        int before = set.Items.Count;
        IReadOnlyList<CaptionedPair> pairs = RelativeCaptions.AddDrawings(set, 60);
        Assert.That(set.Items, Has.Count.EqualTo(before + 120));
        foreach (CaptionedPair pair in pairs)
        {
            TrainingItem reference = set.Items[pair.Reference], target = set.Items[pair.Target];
            Fact[] different = [.. Enum.GetValues<Fact>().Where(fact => reference[fact] != target[fact])];
            Assert.That(different.Length, Is.InRange(1, 2));
            string[] said = [.. Enumerable.Range(0, 20).Select(pair.Caption)];
            Assert.That(said.Distinct().Count(), Is.GreaterThan(3), "other numbers, other words");
            if (different is [Fact.Colour])
                Assert.That(said, Has.Some.Contains(set.Vocabulary.Value(Fact.Colour, target[Fact.Colour])),
                    "shoppers say turquoise for teal, too, but not always");
        }
    }

    [Test]
    public void FashionIqPairsWithBothPhotosAreAskedForInTheirOwnWordsAndOnlyTheirTargetIsRight()
    {
        string folder = Directory.CreateTempSubdirectory("fashion-iq-").FullName;
        File.WriteAllText(Path.Combine(folder, "cap.dress.train.json"),
            """[{"target":"B2","candidate":"B1","captions":["is red","longer"]},{"target":"B9","candidate":"B2","captions":["x","y"]}]""");
        File.WriteAllText(Path.Combine(folder, "split.dress.train.json"), """["B1","B2","B9"]""");
        foreach (string id in (string[])["B1", "B2"])
            new RgbImage(8, 8).Save(Path.Combine(folder, "photos", $"{id}.png"));

        var set = new TrainingSet();
        set.Add(TrainingCatalogues.Drawings(20, variants: 3), TrainingDomain.Sample, TrainingCatalogues.Family);
        IReadOnlyList<CaptionedPair> pairs =
            RelativeCaptions.AddFashionIq(set, FashionIqCatalogue.Load(folder), [Path.Combine(folder, "photos")], new RejectLog());
        Directory.Delete(folder, recursive: true);
        Assert.That(pairs.Select(pair => (set.Items[pair.Reference].Id, set.Items[pair.Target].Id)), Is.EqualTo(new[] { ("B1", "B2") }));
        Assert.That(Enumerable.Range(0, 50).Select(pairs[0].Caption).Distinct(), Is.EquivalentTo(new[] { "is red", "longer", "is red and longer" }));

        var sampler = new PairSampler(set, new PairSamplerOptions { Captioned = 1 }, pairs);
        EmbeddingBatch batch = EmbeddingBatch.Draw(set, sampler, new CaptionWriter(set.Vocabulary), pairs: 1, EmbeddingBatch.Others(set, 40, new Random(2)), new Random(1));
        Assert.That(batch.Changes[0], Is.AnyOf("is red", "longer", "is red and longer"));
        Assert.That(batch.Items.Where((_, i) => batch.ChangePositives[i] == 1).Select(item => item.Id), Is.EqualTo(new[] { "B2" }));
        Assert.That(batch.ChangeExcluded, Has.All.Zero, "the photo that is shown is a wrong answer");
        Assert.That(batch.CaptionPositives, Has.All.Zero, "nobody knows what words without a picture would mean it");
        Assert.That(batch.Items.Skip(2).Select(item => item.Domain), Has.None.EqualTo(TrainingDomain.Captioned));
    }

    [Test]
    public void WithoutCaptionedPairsNothingIsDrawnOtherwise()
    {
        TrainingSet set = TinyTrainingSet.Drawings;
        TrainingPair[] without = Draw(new PairSampler(set, new PairSamplerOptions())),
            none = Draw(new PairSampler(set, new PairSamplerOptions { Captioned = 1 }, []));
        Assert.That(none, Is.EqualTo(without));
        TrainingPair[] captioned = Draw(new PairSampler(set, new PairSamplerOptions { Captioned = 0.3 }, [new CaptionedPair(1, 2, _ => "redder")]));
        Assert.That(captioned.Count(pair => pair.Captioned is not null) / 500.0, Is.EqualTo(0.3).Within(0.07));

        static TrainingPair[] Draw(PairSampler sampler)
        {
            var random = new Random(5);
            return [.. Enumerable.Range(0, 500).Select(_ => sampler.Next(random))];
        }
    }
}
