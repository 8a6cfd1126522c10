using MlNetFashion.Catalogues;
using MlNetFashion.Images;

namespace MlNetFashion.Tests.Catalogues;

/// <summary>What is seen is what the attributes say, measured on the pixels.</summary>
public class SampleDrawingTests
{
    static IEnumerable<string> Kinds => SampleAttributes.Kinds.Select(kind => kind.Name);

    [TestCaseSource(nameof(Kinds))]
    public void The_picture_is_in_the_colour_that_is_named(string name)
    {
        SampleKind kind = SampleAttributes.Kinds.Single(each => each.Name == name);
        foreach (string colour in kind.Values(SampleAttributes.Colour))
        {
            for (int seed = 0; seed < 2; seed++)
            {
                SampleGarment garment = SampleCatalogue.Garment(kind, colour, seed) with { Pattern = SampleAttributes.Solid, SecondColour = null };
                RgbImage picture = garment.Draw();
                int[] dyed = [.. Dyed(garment)];
                RgbImage median = new(1, 1, [Median(0), Median(1), Median(2)]);
                Assert.That(NearestName(median, 0), Is.EqualTo(colour), $"{colour} {kind}, seed {seed}");

                byte Median(int channel) => dyed.Select(pixel => picture.Pixels[pixel * 3 + channel]).Order().ElementAt(dyed.Length / 2);
            }
        }
    }

    [TestCaseSource(nameof(Kinds))]
    public void Nothing_is_cut_off_at_the_edge_of_the_picture(string name)
    {
        SampleKind kind = SampleAttributes.Kinds.Single(each => each.Name == name);
        for (int i = 0; i < 20; i++)
        {
            SampleGarment garment = SampleCatalogue.Garment(kind, kind.Colours[i % kind.Colours.Count], seed: i);
            RgbImage picture = garment.Draw();
            int darkest = Enumerable.Range(0, 128)
                .Max(at => Math.Max(Math.Max(Darkness(picture, at, 0), Darkness(picture, at, 127)),
                    Math.Max(Darkness(picture, 0, at), Darkness(picture, 127, at))));
            Assert.That(darkest, Is.LessThan(60), $"{SampleCaptions.Title(garment)}, {garment.Style}");
        }
    }

    [TestCaseSource(nameof(Kinds))]
    public void It_is_visible_in_white_too(string name)
    {
        SampleKind kind = SampleAttributes.Kinds.Single(each => each.Name == name);
        (RgbImage picture, bool[] covered) = Seen(SampleCatalogue.Garment(kind, "black", seed: 3).With(SampleAttributes.Colour, "white"));
        int shown = Enumerable.Range(0, covered.Length).Count(i => Darkness(picture, i % 128, i / 128) > 6);
        Assert.That(shown, Is.GreaterThan(covered.Count(pixel => pixel) / 4));
    }

    [Test]
    public void A_longer_garment_reaches_further_than_a_shorter_one()
    {
        foreach (SampleKind kind in SampleAttributes.Kinds.Where(kind => kind.Lengths.Count > 1))
        {
            SampleGarment garment = SampleCatalogue.Garment(kind, "black", seed: 5);
            int[] heights = [.. kind.Lengths.Select(length => Height(Seen(garment.With(SampleAttributes.Length, length)).Covered))];
            Assert.That(heights, Is.Ordered.Ascending, kind.Name);
            Assert.That(heights, Is.Unique, kind.Name);
        }
    }

    [Test]
    public void Longer_sleeves_cover_more()
    {
        foreach (SampleKind kind in SampleAttributes.Kinds.Where(kind => kind.Sleeves.Count > 1))
        {
            SampleGarment garment = SampleCatalogue.Garment(kind, "black", seed: 5);
            int[] areas = [.. kind.Sleeves.Select(sleeve => Seen(garment.With(SampleAttributes.Sleeve, sleeve)).Covered.Count(pixel => pixel))];
            Assert.That(areas, Is.Ordered.Ascending, kind.Name);
            Assert.That(areas[^1], Is.GreaterThan(areas[0] * 1.1), kind.Name);
        }
    }

    [Test]
    public void Another_colour_or_pattern_leaves_the_cut_as_it_was()
    {
        foreach (SampleKind kind in SampleAttributes.Kinds.Where(kind => kind.Patterns.Count > 1))
        {
            SampleGarment garment = SampleCatalogue.Garment(kind, "red", seed: 8).With(SampleAttributes.Pattern, SampleAttributes.Solid);
            int[] before = Silhouette(garment);
            foreach (SampleGarment changed in (SampleGarment[])[garment.With(SampleAttributes.Colour, "blue"),
                .. kind.Patterns.Select(pattern => garment.With(SampleAttributes.Pattern, pattern))])
            {
                double moved = before.Zip(Silhouette(changed)).Average(pair => Math.Abs(pair.First - pair.Second));
                Assert.That(moved, Is.LessThan(0.5), SampleCaptions.Title(changed));
            }
        }
    }

    [Test]
    public void A_pattern_shows_both_of_its_colours_and_more_of_the_main_one()
    {
        for (int i = 0; i < 600; i++)
        {
            SampleGarment garment = SampleCatalogue.Garment(i, seed: 4);
            if (garment.Pattern is SampleAttributes.Solid or "graphic" || garment.SecondColour == "white" || garment.Colour == "white")
                continue;
            (RgbImage picture, bool[] covered) = Seen(garment);
            var counts = Enumerable.Range(0, covered.Length).Where(at => covered[at])
                .CountBy(at => Nearer(picture, at, garment.Colour, garment.SecondColour!)).ToDictionary();
            Assert.That(counts.GetValueOrDefault(garment.SecondColour!), Is.GreaterThan(covered.Count(pixel => pixel) / 40), SampleCaptions.Title(garment));
            Assert.That(counts[garment.Colour], Is.GreaterThan(counts[garment.SecondColour!]), SampleCaptions.Title(garment));
        }
    }

    [Test]
    public void Two_garments_of_the_same_attributes_are_two_pictures()
    {
        SampleGarment garment = SampleCatalogue.Garment(7);
        Assert.That((garment with { Style = 1 }).Draw().Pixels, Is.Not.EqualTo((garment with { Style = 2 }).Draw().Pixels));
    }

    [TestCase(16)]
    [TestCase(64)]
    [TestCase(300)]
    public void Any_size_shows_the_same_garment(int size)
    {
        SampleGarment garment = SampleCatalogue.Garment(3);
        RgbImage drawn = ImagePreprocessing.Letterbox(garment.Draw(size), 16), usual = ImagePreprocessing.Letterbox(garment.Draw(), 16);
        Assert.That(drawn.Pixels.Zip(usual.Pixels).Average(pair => Math.Abs(pair.First - pair.Second)), Is.LessThan(6));
    }

    [TestCase(15)]
    [TestCase(2049)]
    public void A_size_out_of_range_is_refused(int size) =>
        Assert.That(() => SampleCatalogue.Garment(0).Draw(size), Throws.InstanceOf<ArgumentOutOfRangeException>());

    // The pixels whose colour follows the garment's: no soles, lenses or buckles.
    static IEnumerable<int> Dyed(SampleGarment garment)
    {
        RgbImage black = (garment with { Colour = "black" }).Draw(), white = (garment with { Colour = "white" }).Draw();
        return Enumerable.Range(0, 128 * 128).Where(pixel => white.Pixels[pixel * 3] - black.Pixels[pixel * 3] > 90);
    }

    // Where black cloth of the same cut hides the paper.
    static (RgbImage Picture, bool[] Covered) Seen(SampleGarment garment)
    {
        RgbImage black = (garment with { Colour = "black", Pattern = SampleAttributes.Solid, SecondColour = null }).Draw();
        RgbImage picture = garment.Draw();
        bool[] covered = new bool[128 * 128];
        for (int y = 0; y < 128; y++)
        {
            for (int x = 0; x < 128; x++)
                covered[y * 128 + x] = Darkness(black, x, y) > 60 || (garment.Colour != "white" && Darkness(picture, x, y) > 60);
        }

        return (picture, covered);
    }

    // Where each row begins and ends.
    static int[] Silhouette(SampleGarment garment)
    {
        bool[] covered = Seen(garment).Covered;
        return [.. Enumerable.Range(0, 128)
            .SelectMany(y => (int[])[covered.AsSpan(y * 128, 128).IndexOf(true), covered.AsSpan(y * 128, 128).LastIndexOf(true)])];
    }

    static int Height(bool[] covered)
    {
        int[] rows = [.. Enumerable.Range(0, 128).Where(y => covered.AsSpan(y * 128, 128).Contains(true))];
        return rows[^1] - rows[0];
    }

    static int Darkness(RgbImage picture, int x, int y) =>
        255 - Math.Min(picture.Pixels[(y * 128 + x) * 3], Math.Min(picture.Pixels[(y * 128 + x) * 3 + 1], picture.Pixels[(y * 128 + x) * 3 + 2]));

    static string NearestName(RgbImage picture, int pixel) => SampleAttributes.Colours.MinBy(colour => Distance(picture, pixel, colour))!.Name;

    static string Nearer(RgbImage picture, int pixel, string one, string other) =>
        Distance(picture, pixel, SampleAttributes.NamedColour(one)) < Distance(picture, pixel, SampleAttributes.NamedColour(other)) ? one : other;

    static int Distance(RgbImage picture, int pixel, SampleColour colour)
    {
        int red = picture.Pixels[pixel * 3] - colour.Red, green = picture.Pixels[pixel * 3 + 1] - colour.Green,
            blue = picture.Pixels[pixel * 3 + 2] - colour.Blue;
        return red * red + green * green + blue * blue;
    }
}
