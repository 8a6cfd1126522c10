using MlNetFashion.Catalogues;

namespace MlNetFashion.Evaluation.Tests;

sealed class NamedColoursTests
{
    [Test]
    public void The_sample_catalogues_colours_are_read_as_what_they_are_called()
    {
        foreach (SampleColour colour in SampleAttributes.Colours)
            Assert.That(NamedColours.Names[NamedColours.Nearest(LabColour.Of(colour.Red, colour.Green, colour.Blue))],
                Is.EqualTo(NamedColours.Names[NamedColours.Of(colour.Name)]), colour.Name);
    }

    [TestCase("Navy Blue", "blue")]
    [TestCase(" maroon ", "red")]
    [TestCase("Steel", "grey")]
    [TestCase("Gold", "yellow")]
    public void Names_that_mean_nearly_the_same_are_one(string colour, string name) =>
        Assert.That(NamedColours.Names[NamedColours.Of(colour)], Is.EqualTo(name));

    [TestCase("Multi")]
    [TestCase("NA")]
    [TestCase("")]
    public void What_cannot_be_seen_is_of_none(string colour) => Assert.That(NamedColours.Of(colour), Is.EqualTo(-1));

    [Test]
    public void Every_colour_is_one_of_its_own()
    {
        for (int place = 0; place < NamedColours.Names.Count; place++)
            Assert.That(NamedColours.Of(NamedColours.Names[place]), Is.EqualTo(place));
    }
}
