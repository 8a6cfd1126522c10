using CsCheck;
using MlNetFashion.Catalogues;

namespace MlNetFashion.Tests.Catalogues;

public class SampleCatalogueTests
{
    [Test]
    public void An_item_depends_on_the_seed_and_its_number_only()
    {
        CatalogueEntry[] few = [.. SampleCatalogue.Draw(12)], more = [.. SampleCatalogue.Draw(20)];
        for (int i = 0; i < few.Length; i++)
        {
            Assert.That(few[i].Item.Id, Is.EqualTo(more[i].Item.Id));
            Assert.That(few[i].Item.Title, Is.EqualTo(more[i].Item.Title));
            Assert.That(few[i].Item.Attributes, Is.EquivalentTo(more[i].Item.Attributes));
            Assert.That(few[i].Picture.Decode().Pixels, Is.EqualTo(more[i].Picture.Decode().Pixels));
        }
    }

    [Test]
    public void Drawing_on_many_threads_gives_the_same_pictures()
    {
        byte[][] alone = [.. Enumerable.Range(0, 60).Select(i => SampleCatalogue.Garment(i).Draw().Pixels)];
        byte[][] together = new byte[60][];
        Parallel.For(0, 60, i => together[i] = SampleCatalogue.Garment(i).Draw().Pixels);
        Assert.That(together, Is.EqualTo(alone));
    }

    [Test]
    public void Other_seeds_give_other_catalogues()
    {
        IEnumerable<SampleGarment> one = Enumerable.Range(0, 100).Select(i => SampleCatalogue.Garment(i, 1)),
            two = Enumerable.Range(0, 100).Select(i => SampleCatalogue.Garment(i, 2));
        Assert.That(one.Zip(two).Count(pair => pair.First == pair.Second), Is.Zero);
    }

    [Test]
    public void The_default_catalogue_has_ten_of_every_stocked_kind_and_colour()
    {
        var counts = Enumerable.Range(0, 2000).Select(i => SampleCatalogue.Garment(i)).CountBy(garment => (garment.Garment, garment.Colour)).ToList();
        Assert.That(counts, Has.Count.EqualTo(SampleAttributes.Kinds.Sum(kind => kind.Colours.Count)));
        Assert.That(counts.Select(count => count.Value), Is.All.EqualTo(10));
    }

    [Test]
    public void Ids_are_unique_and_titles_are_never_empty()
    {
        CatalogueEntry[] entries = [.. SampleCatalogue.Draw(250, seed: 9)];
        Assert.That(entries.Select(entry => entry.Item.Id), Is.Unique);
        Assert.That(entries.Select(entry => entry.Item.Title), Is.All.Not.Empty);
    }

    [Test]
    public void Attributes_hold_only_values_that_the_kind_allows() => Gen.Int[0, 100_000].Select(Gen.Int[0, 1000]).Sample((index, seed) =>
    {
        SampleGarment garment = SampleCatalogue.Garment(index, seed);
        foreach (string attribute in SampleAttributes.Names)
        {
            IReadOnlyList<string> allowed = garment.Kind.Values(attribute);
            if (garment[attribute] is { } value)
                Assert.That(allowed, Does.Contain(value), attribute);
            else
                Assert.That(allowed, attribute == SampleAttributes.SecondColour ? Is.Not.Null : Is.Empty, attribute);
        }

        Assert.That(garment.SecondColour is null, Is.EqualTo(garment.Pattern == SampleAttributes.Solid));
        Assert.That(garment.SecondColour, Is.Not.EqualTo(garment.Colour));
    });

    [Test]
    public void A_pair_is_one_kind_with_one_or_two_changes() => Gen.Int[0, 100_000].Select(Gen.Int[0, 1000]).Sample((index, seed) =>
    {
        SamplePair pair = SampleCatalogue.Pair(index, seed);
        Assert.That(pair, Is.EqualTo(SampleCatalogue.Pair(index, seed)));
        Assert.That(pair.Target.Garment, Is.EqualTo(pair.Reference.Garment));
        Assert.That(SampleAttributes.Changeable.Count(attribute => pair.Target[attribute] != pair.Reference[attribute]), Is.InRange(1, 2));
    });

    [Test]
    public void Varying_changes_the_attribute_that_was_asked_for_and_no_other() => Gen.Int[0, 100_000].Select(Gen.Int[0, 1000]).Sample((index, pick) =>
    {
        SampleGarment garment = SampleCatalogue.Garment(index);
        foreach (string attribute in SampleAttributes.Changeable)
        {
            IReadOnlyList<string> values = garment.Kind.Values(attribute);
            if (values.Count == 0)
                continue;
            SampleGarment varied = SampleCatalogue.Vary(garment, attribute, values[pick % values.Count], seed: pick);
            Assert.That(varied[attribute], Is.EqualTo(values[pick % values.Count]));
            foreach (string other in SampleAttributes.Changeable.Where(other => other != attribute))
                Assert.That(varied[other], Is.EqualTo(garment[other]));
        }
    });

    [TestCase("heels", "sleeve", "long", "A heels has no sleeve, so it cannot be \"long\".")]
    [TestCase("jeans", "colour", "pink", "The colour of a jeans can be blue, navy blue, black, grey, white, but not \"pink\".")]
    public void A_change_that_makes_no_sense_is_refused_with_the_values_that_do(string kind, string attribute, string value, string message)
    {
        SampleGarment garment = SampleCatalogue.Garment(SampleAttributes.Kind(kind), "black", seed: 1);
        Assert.That(() => garment.With(attribute, value), Throws.ArgumentException.With.Message.StartsWith(message));
    }

    [Test]
    public void Unknown_names_are_refused_with_the_known_ones()
    {
        Assert.That(() => SampleAttributes.Kind("spaceship"), Throws.ArgumentException.With.Message.Contains("T-shirt"));
        Assert.That(() => SampleAttributes.NamedColour("octarine"), Throws.ArgumentException.With.Message.Contains("teal"));
        Assert.That(() => SampleCatalogue.Garment(0)["size"], Throws.ArgumentException.With.Message.Contains("neckline"));
        Assert.That(() => SampleCatalogue.Draw(-1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
