using MlNetFashion.Catalogues;
using MlNetFashion.Images;
using MlNetFashion.Training.Data;

namespace MlNetFashion.Training.Tests.Data;

public sealed class TitleFactsTests
{
    [TestCase("Turtle Check Men Navy Blue Shirt", "checked", null)]
    [TestCase("Arrow Men's Striped Full Sleeve Shirt", "striped", "long")]
    [TestCase("Sleeveless Top", null, "sleeveless")]
    [TestCase("Turtle Men Navy Blue Shirt", null, null)]
    public void ATitleFillsInWhatNoColumnTellsAndNothingElse(string title, string? pattern, string? sleeve)
    {
        var set = new TrainingSet();
        set.Add([Entry("drawn", "", ("pattern", "checked"), ("sleeve", "long")), Entry("drawn 2", "", ("pattern", "striped"), ("sleeve", "sleeveless"))],
            TrainingDomain.Sample);
        set.Add([Entry("photo", title), Entry("told", title, ("pattern", "solid"))], TrainingDomain.Product);
        int[] counts = [.. set.Vocabulary.Counts];
        TitleFacts.Read(set);
        Assert.That((Named(Fact.Pattern), Named(Fact.Sleeve), Named(Fact.Type)), Is.EqualTo((pattern, sleeve, (string?)null)));
        Assert.That(set.Vocabulary.Value(Fact.Pattern, set.Items[3][Fact.Pattern]), Is.EqualTo("solid"), "what a column tells stays");
        Assert.That(set.Vocabulary.Counts, Is.EqualTo(counts), "no value is new");

        string? Named(Fact fact) => set.Items[2][fact] < 0 ? null : set.Vocabulary.Value(fact, set.Items[2][fact]);
    }

    static CatalogueEntry Entry(string id, string title, params (string, string)[] attributes) =>
        new(new CatalogueItem(id, title, attributes.ToDictionary(pair => pair.Item1, pair => pair.Item2)), new CataloguePicture(new RgbImage(4, 4)));
}
