using CsCheck;
using MlNetFashion.Catalogues;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Tests.Retrieval;

sealed class AttributeFilterTests
{
    static readonly CatalogueItem[] s_items =
    [
        SmallIndex.Item("1", "", ("gender", "Women"), ("baseColour", "Navy Blue"), ("season", "Summer")),
        SmallIndex.Item("2", "", ("gender", "Men"), ("baseColour", "Blue")),
        SmallIndex.Item("3", "", ("Gender", "women"), ("baseColour", "Red"), ("season", "")),
        SmallIndex.Item("4", "", ("baseColour", "a,b|\"c\"=d"), ("season", "Winter")),
    ];

    static readonly EmbeddingIndex s_index = EmbeddingIndex.Create(SmallIndex.Description, s_items, SmallIndex.Vectors(4, 3, 9), 3);

    static IEnumerable<string> Found(params string[] where) =>
        s_index.Search(s_index.Embedding(0), 4, AttributeFilter.Parse(where)).Select(neighbour => neighbour.Id).Order();

    [TestCase("gender=Women", "1 3")]
    [TestCase("GENDER = wOMEN", "1 3")]
    [TestCase("gender!=Women", "2 4")]
    [TestCase("baseColour=Navy Blue", "1")]
    [TestCase("baseColour=navy blue|red", "1 3")]
    [TestCase("baseColour!=Navy Blue | Red", "2 4")]
    [TestCase("gender=women,baseColour=red", "3")]
    [TestCase("gender=women, baseColour!=red", "1")]
    [TestCase("season=", "2 3")]
    [TestCase("season!=", "1 4")]
    [TestCase("season=|winter", "2 3 4")]
    [TestCase("baseColour=\"a,b|\"\"c\"\"=d\"", "4")]
    [TestCase("baseColour=Blau", "")]
    public void Conditions_mean_what_they_say(string where, string ids) => Assert.That(string.Join(" ", Found(where)), Is.EqualTo(ids));

    [Test]
    public void Repeated_conditions_all_hold() => Assert.That(Found("gender=women", "season=summer"), Is.EqualTo((string[])["1"]));

    [Test]
    public void A_filter_reads_back_what_it_writes() =>
        Gen.Select(Gen.String[Gen.Char["ab ,|\"=!ü"], 0, 8].Array[1, 3], Gen.Bool).Sample((values, negated) =>
        {
            var filter = new AttributeFilter([new AttributeCondition("colour", values, negated), new AttributeCondition("size", ["L"], false)]);
            AttributeFilter read = AttributeFilter.Parse(filter.ToString());
            Assert.That(read.Conditions, Has.Count.EqualTo(2));
            Assert.That((read.Conditions[0].Column, read.Conditions[0].Negated), Is.EqualTo(("colour", negated)));
            Assert.That(read.Conditions[0].Values, Is.EqualTo(values));
        });

    [Test]
    public void An_unknown_column_is_answered_with_the_nearest_and_with_all() => Assert.That(
        () => Found("baseColor=Red"),
        Throws.ArgumentException.With.Message.EqualTo("There is no attribute \"baseColor\". Did you mean \"baseColour\"? There are: gender, baseColour, season."));

    [Test]
    public void An_unknown_value_is_noted_with_the_nearest_and_with_all()
    {
        IReadOnlyList<string> notes = AttributeFilter.Parse("season=sumer,gender=Men").Notes(s_index);
        Assert.That(notes, Is.EqualTo((string[])["No item has season \"sumer\". Did you mean \"Summer\"? There are: Summer, Winter."]));
    }

    [TestCase("women")]
    [TestCase("=women")]
    [TestCase("")]
    [TestCase("gender=women,")]
    [TestCase("!=women")]
    public void What_is_no_condition_is_answered_with_how_to_write_one(string where) => Assert.That(
        () => AttributeFilter.Parse(where), Throws.InstanceOf<FormatException>().With.Message.Contains("for example gender=Women"));

    [Test]
    public void An_open_quote_is_answered_as_such() => Assert.That(
        () => AttributeFilter.Parse("gender=\"Women"), Throws.InstanceOf<FormatException>().With.Message.Contains("not closed"));

    [Test]
    public void Any_text_is_read_or_answered_with_a_sentence() =>
        Gen.String[Gen.Char["ab=!|,\" \n"], 0, 20].Sample(text =>
        {
            try
            {
                Assert.That(AttributeFilter.Parse(text).Conditions, Is.Not.Empty);
            }
            catch (FormatException)
            {
                // Said in a sentence, as the tests above require.
            }
        });
}
