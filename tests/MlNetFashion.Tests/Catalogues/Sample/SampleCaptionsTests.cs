using CsCheck;
using MlNetFashion.Catalogues;

namespace MlNetFashion.Tests.Catalogues;

public class SampleCaptionsTests
{
    static readonly Gen<(int Index, int Seed, CaptionTemplates Templates)> s_cases =
        Gen.Select(Gen.Int[0, 50_000], Gen.Int[0, 1_000_000], Gen.Enum<CaptionTemplates>());

    [Test]
    public void The_two_sets_share_no_template()
    {
        Assert.That(SampleCaptions.Templates(CaptionTemplates.Training).Intersect(SampleCaptions.Templates(CaptionTemplates.HeldOut)), Is.Empty);
        Assert.That(SampleChange.Templates(CaptionTemplates.Training).Intersect(SampleChange.Templates(CaptionTemplates.HeldOut)), Is.Empty);
    }

    [Test]
    public void No_held_out_sentence_is_ever_said_in_training()
    {
        HashSet<string> training = Sentences(CaptionTemplates.Training), heldOut = Sentences(CaptionTemplates.HeldOut);
        Assert.That(training.Intersect(heldOut), Is.Empty);

        static HashSet<string> Sentences(CaptionTemplates templates) =>
            [.. Enumerable.Range(0, 4000).SelectMany(i =>
                (string[])[SampleCaptions.Describe(SampleCatalogue.Garment(i), templates, i), SampleCatalogue.Pair(i).Caption(templates, i)])];
    }

    [Test]
    public void Captions_are_clean_sentences() => s_cases.Sample((index, seed, templates) =>
    {
        foreach (string caption in (string[])[SampleCaptions.Describe(SampleCatalogue.Garment(index), templates, seed),
            SampleCatalogue.Pair(index).Caption(templates, seed)])
        {
            Assert.That(caption, Is.Not.Empty.And.Not.Contain("  ").And.Not.Contain("{").And.Not.Contain("}").And.Not.Contain(" ,"));
            Assert.That(caption, Is.EqualTo(caption.Trim()));
            Assert.That($" {caption} ", Does.Not.Match(" a [aeiou]").And.Not.Match(" an [^aeiou]"));
        }
    });

    [Test]
    public void Equal_seeds_give_equal_captions() => s_cases.Sample((index, seed, templates) =>
        SampleCaptions.Describe(SampleCatalogue.Garment(index), templates, seed) == SampleCaptions.Describe(SampleCatalogue.Garment(index), templates, seed));

    [Test]
    public void A_caption_names_what_it_was_told_to_mention_and_nothing_else() => s_cases.Sample((index, seed, templates) =>
    {
        SampleGarment garment = SampleCatalogue.Garment(index) with { Colour = "red" };
        string bare = SampleCaptions.Describe(garment, new HashSet<string>(), templates, seed);
        string coloured = SampleCaptions.Describe(garment, new HashSet<string> { SampleAttributes.Colour }, templates, seed);
        Assert.That(bare.Split(' '), Has.None.EqualTo("red"));
        Assert.That(coloured.Split(' ', ','), Has.Exactly(1).EqualTo("red"));
        foreach (string word in (string[])["sleeve", "neck", "strip", "dot", "flor", "check", "plaid", "mini", "maxi", "length"])
            Assert.That(coloured, Does.Not.Contain(word));
    });

    [Test]
    public void A_caption_of_a_change_names_the_new_value() => s_cases.Sample((index, seed, templates) =>
    {
        SampleGarment reference = SampleCatalogue.Garment(index) with { Colour = "red" };
        if (reference.Kind.OnlyStockedColours)
            return;
        string caption = SampleChange.Describe(reference, reference.With(SampleAttributes.Colour, "yellow"), templates, seed);
        Assert.That(caption.Split(' ', ','), Has.Exactly(1).EqualTo("yellow"));
    });

    [Test]
    public void Longer_means_longer()
    {
        SampleGarment dress = SampleCatalogue.Garment(SampleAttributes.Kind("dress"), "red", seed: 1).With(SampleAttributes.Length, "knee");
        for (int seed = 0; seed < 200; seed++)
        {
            string longer = SampleChange.Describe(dress, dress.With(SampleAttributes.Length, "maxi"), CaptionTemplates.Training, seed);
            string shorter = SampleChange.Describe(dress, dress.With(SampleAttributes.Length, "mini"), CaptionTemplates.Training, seed);
            Assert.That(longer, Does.Contain("long").Or.Contain("maxi"));
            Assert.That(shorter, Does.Contain("short").Or.Contain("mini"));
        }
    }

    [Test]
    public void No_change_is_refused()
    {
        SampleGarment garment = SampleCatalogue.Garment(0);
        Assert.That(() => SampleChange.Describe(garment, garment with { Style = 3 }, CaptionTemplates.Training, 1),
            Throws.ArgumentException.With.Message.Contains("no change"));
    }

    [Test]
    public void Another_kind_is_named_as_such()
    {
        SampleGarment dress = SampleCatalogue.Garment(SampleAttributes.Kind("dress"), "red", seed: 1).With(SampleAttributes.Pattern, "solid");
        var skirt = new SampleGarment { Garment = "skirt", Colour = "red", Length = dress.Length };
        Assert.That(SampleChange.Between(dress, skirt), Is.EqualTo((string[])[SampleAttributes.Garment]));
        for (int seed = 0; seed < 50; seed++)
            Assert.That(SampleChange.Describe(dress, skirt, CaptionTemplates.HeldOut, seed), Does.Contain("skirt"));
    }

    [Test]
    public void A_title_reads_like_a_shops()
    {
        var shirt =
            new SampleGarment { Garment = "T-shirt", Colour = "red", Pattern = "striped", SecondColour = "white", Sleeve = "long", Neckline = "v-neck" };
        var jeans = new SampleGarment { Garment = "jeans", Colour = "blue", Length = "cropped" };
        var dress = new SampleGarment { Garment = "dress", Colour = "teal", Sleeve = "sleeveless", Length = "knee", Neckline = "round" };
        Assert.That(SampleCaptions.Title(shirt), Is.EqualTo("Red and white striped T-shirt with long sleeves and V-neck"));
        Assert.That(SampleCaptions.Title(jeans), Is.EqualTo("Blue cropped jeans"));
        Assert.That(SampleCaptions.Title(dress), Is.EqualTo("Teal sleeveless knee-length dress with round neck"));
    }
}
