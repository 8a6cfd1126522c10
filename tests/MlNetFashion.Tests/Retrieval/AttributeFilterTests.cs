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

    static readonly EmbeddingIndex s_shop = EmbeddingIndex.Create(
        SmallIndex.Description,
        [
            SmallIndex.Item("1", "Batman T-shirt", ("price", "$19.99"), ("size", "S; M"), ("code", "20..40")),
            SmallIndex.Item("2", "A dress", ("price", "40"), ("size", "M"), ("note", "a<b")),
            SmallIndex.Item("3", "Bag of batmen", ("price", "1,299.00"), ("size", "42")),
            SmallIndex.Item("4", "No price"),
        ],
        SmallIndex.Vectors(4, 3, 9), 3);

    [TestCase("price<40", "1")]
    [TestCase("price<=40", "1 2")]
    [TestCase("price>40", "3")]
    [TestCase("price >= 40", "2 3")]
    [TestCase("price=20..40", "2")]
    [TestCase("price=19.99..40", "1 2")]
    [TestCase("price=..19.99|1000..", "1 3")]
    [TestCase("price!=0..100", "3 4")]
    [TestCase("price<$40", "1")]
    [TestCase("size=m", "1 2")]
    [TestCase("size!=m", "3 4")]
    [TestCase("size=42|S", "1 3")]
    [TestCase("title~BATM", "1 3")]
    [TestCase("title!~batm", "2 4")]
    [TestCase("title~dress|bag", "2 3")]
    [TestCase("id=3", "3")]
    [TestCase("code=\"20..40\"", "1")]
    [TestCase("note=\"a<b\"", "2")]
    public void Numbers_ranges_lists_and_parts_of_words_are_conditions_too(string where, string ids) =>
        Assert.That(string.Join(" ", AttributeFilter.Parse(where).Passes(s_shop).Select((passes, row) => passes ? $"{row + 1}" : "")
            .Where(id => id.Length > 0)), Is.EqualTo(ids));

    [TestCase("price<cheap", "\"cheap\" is no number")]
    [TestCase("price=1..x", "\"x\" is no number")]
    [TestCase("price=40..20", "Write the lower number first")]
    [TestCase("price<", "is no number")]
    [TestCase("price=..", "is no number")]
    public void What_is_no_range_is_answered_with_how_to_write_one(string where, string message) =>
        Assert.That(() => AttributeFilter.Parse(where), Throws.InstanceOf<FormatException>().With.Message.Contains(message));

    [Test]
    public void A_range_that_nothing_is_in_is_noted_with_what_there_is()
    {
        Assert.That(AttributeFilter.Parse("price<5").Notes(s_shop).Single(), Does.Contain("<5").And.Contain("19.99 to 1299"));
        Assert.That(AttributeFilter.Parse("note<5").Notes(s_shop).Single(), Does.StartWith("No note is a number.").And.Contain("a<b"));
        Assert.That(AttributeFilter.Parse("title~zebra").Notes(s_shop).Single(), Is.EqualTo("No item has \"zebra\" in its title."));
    }

    [Test]
    public void Facets_count_what_items_have()
    {
        AttributeFacet size = s_shop.Facets(["size"]).Single(), ofSome = s_shop.Facets(["SIZE"], AttributeFilter.Parse("price<=40")).Single(),
            price = s_shop.Facets(["price"]).Single();
        Assert.That(size.Values, Is.EqualTo(new[] { new FacetValue("M", 2), new FacetValue("42", 1), new FacetValue("S", 1) }));
        Assert.That((size.Without, ofSome.Without, price.Numbers), Is.EqualTo((1, 0, (19.99, 1299.0))));
        Assert.That(ofSome.Values, Is.EqualTo(new[] { new FacetValue("M", 2), new FacetValue("S", 1) }));
        Assert.That(s_shop.Facets().Select(facet => facet.Values.Sum(value => value.Count) + facet.Without), Has.All.GreaterThanOrEqualTo(4));
        Assert.That(() => s_shop.Facets(["sise"]), Throws.ArgumentException.With.Message.Contains("Did you mean \"size\"?"));
    }

    [Test]
    public void Repeated_conditions_all_hold() => Assert.That(Found("gender=women", "season=summer"), Is.EqualTo((string[])["1"]));

    [Test]
    public void A_filter_reads_back_what_it_writes() =>
        Gen.Select(Gen.String[Gen.Char["ab ,|\"=!ü<>~."], 0, 8].Array[1, 3], Gen.Bool, Gen.Bool, Gen.Select(Gen.Int[-99, 99], Gen.Int[0, 99]).Array[0, 2])
            .Sample((values, negated, contains, bounds) =>
        {
            NumberRange[] ranges = contains ? [] : [.. bounds.Select(bound => new NumberRange(bound.Item1, bound.Item1 + bound.Item2))];
            AttributeComparison comparison = contains ? AttributeComparison.Contains : AttributeComparison.Is;
            var filter = new AttributeFilter([new AttributeCondition("colour", values, negated) { Comparison = comparison, Ranges = ranges },
                new AttributeCondition("size", ["L"], false)]);
            AttributeFilter read = AttributeFilter.Parse(filter.ToString());
            Assert.That(read.Conditions, Has.Count.EqualTo(2));
            Assert.That((read.Conditions[0].Column, read.Conditions[0].Negated), Is.EqualTo(("colour", negated)));
            Assert.That(read.Conditions[0].Values, Is.EqualTo(values));
            Assert.That((read.Conditions[0].Comparison, read.Conditions[0].Ranges.SequenceEqual(ranges)), Is.EqualTo((comparison, true)));
        });

    [Test]
    public void An_unknown_column_is_answered_with_the_nearest_and_with_all() => Assert.That(
        () => Found("baseColor=Red"),
        Throws.ArgumentException.With.Message.EqualTo("There is no attribute \"baseColor\". Did you mean \"baseColour\"? There are: "
            + "gender, baseColour, season."));

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
