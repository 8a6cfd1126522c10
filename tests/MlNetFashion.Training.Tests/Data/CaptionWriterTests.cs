using MlNetFashion.Training.Data;

namespace MlNetFashion.Training.Tests.Data;

public sealed class CaptionWriterTests
{
    [Test]
    public void ADescriptionPinsDownOnlyFactsOfItsItem()
    {
        TrainingSet set = TinyTrainingSet.Drawings;
        var writer = new CaptionWriter(set.Vocabulary);
        var random = new Random(1);
        int[] wanted = new int[FactVocabulary.FactCount];
        foreach (TrainingItem item in set.Items)
        {
            string caption = writer.Describe(item, random, wanted);
            Assert.That(item.Matches(wanted), Is.True, caption);
            Assert.That(wanted[(int)Fact.Type] >= 0 || wanted[(int)Fact.Colour] >= 0, Is.True, $"\"{caption}\" asks for nothing");
        }
    }

    [Test]
    public void TheColourAskedForStandsInTheWords()
    {
        TrainingSet set = TinyTrainingSet.Drawings;
        var writer = new CaptionWriter(set.Vocabulary);
        var random = new Random(2);
        int[] wanted = new int[FactVocabulary.FactCount];
        string[] plain = ["red", "green", "yellow", "pink", "purple", "orange", "brown", "black", "white"];
        int seen = 0;
        foreach (TrainingItem item in set.Items)
        {
            string caption = writer.Describe(item, random, wanted);
            string? colour = wanted[(int)Fact.Colour] >= 0 ? set.Vocabulary.Value(Fact.Colour, wanted[(int)Fact.Colour]) : null;
            if (colour is null || !plain.Contains(colour))
                continue;
            Assert.That(caption, Does.Contain(colour));
            seen++;
        }

        Assert.That(seen, Is.GreaterThan(30));
    }

    [Test]
    public void AChangeNamesWhatIsWanted()
    {
        var vocabulary = new FactVocabulary();
        int red = vocabulary.Id(Fact.Colour, "red"), blue = vocabulary.Id(Fact.Colour, "teal");
        var writer = new CaptionWriter(vocabulary);
        var random = new Random(3);
        for (int i = 0; i < 200; i++)
            Assert.That(writer.Change(Fact.Colour, red, blue, random), Does.Contain("teal"));
    }
}
