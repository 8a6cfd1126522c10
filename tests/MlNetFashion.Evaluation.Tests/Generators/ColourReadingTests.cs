using CsCheck;
using MlNetFashion.Catalogues;
using MlNetFashion.Images;

namespace MlNetFashion.Evaluation.Tests;

sealed class ColourReadingTests
{
    const int Side = GarmentPixels.Side;

    static readonly (byte, byte, byte) s_skin = (205, 160, 130);

    [Test]
    public void A_garment_painted_in_a_colour_is_read_as_that_colour_wherever_it_lies() =>
        Gen.Select(Gen.Int[0, SampleAttributes.Colours.Count - 1], Gen.Int[2, 20], Gen.Int[2, 20], Gen.Int[12, 40], Gen.Int[12, 40])
            .Sample((colour, left, top, width, height) =>
        {
            RgbImage picture = White();
            Paint(picture, left, top, width, height, Pixel(SampleAttributes.Colours[colour]));
            Assert.That(Name(picture), Is.EqualTo(NamedColours.Names[NamedColours.Of(SampleAttributes.Colours[colour].Name)]));
        }, iter: 300);

    [Test]
    public void The_larger_part_decides_and_shares_add_up_to_one()
    {
        RgbImage picture = White();
        Paint(picture, 16, 8, 32, 48, (208, 32, 40));
        Paint(picture, 16, 8, 32, 12, (48, 112, 214));
        ColourReading reading = ColourReading.Of(picture);
        Assert.That(NamedColours.Names[reading.Colour], Is.EqualTo("red"));
        Assert.That(reading.Shares.Sum(), Is.EqualTo(1).Within(1e-9));
        Assert.That(reading.Shares[NamedColours.Of("blue")], Is.InRange(0.02, 0.3));
        Assert.That(reading.Shares.Count(share => share > 0), Is.EqualTo(2), "the ground counts for nothing");
    }

    [Test]
    public void Skin_does_not_count_beside_a_garment_but_a_garment_of_its_colour_does()
    {
        RgbImage worn = White();
        Paint(worn, 20, 2, 24, 30, s_skin);
        Paint(worn, 20, 32, 24, 16, (48, 112, 214));
        Assert.That(Name(worn), Is.EqualTo("blue"));
        RgbImage alone = White();
        Paint(alone, 20, 8, 24, 48, s_skin);
        Assert.That(Name(alone), Is.EqualTo("beige"));
    }

    [Test]
    public void White_within_a_garment_and_a_garment_like_the_ground_are_white()
    {
        RgbImage shirt = White();
        Paint(shirt, 12, 8, 40, 50, (225, 226, 230));
        Paint(shirt, 13, 9, 38, 48, (255, 255, 255));
        Assert.That(Name(shirt), Is.EqualTo("white"));
        Assert.That(Name(White()), Is.EqualTo("white"));
        RgbImage nearly = White();
        Paint(nearly, 0, 0, Side, Side, (250, 251, 249));
        Assert.That(Name(nearly), Is.EqualTo("white"));
    }

    [Test]
    public void Stripes_of_white_leave_a_garment_its_hue()
    {
        RgbImage picture = White();
        for (int stripe = 0; stripe < 10; stripe++)
        {
            Paint(picture, 14, 10 + stripe * 4, 36, 2, (44, 148, 70));
            Paint(picture, 14, 12 + stripe * 4, 36, 2, (235, 235, 235));
        }

        Assert.That(Name(picture), Is.EqualTo("green"));
    }

    [Test]
    public void Drawings_of_the_sample_catalogue_in_one_colour_are_read_as_they_are_labelled()
    {
        CatalogueEntry[] solid = [.. SampleCatalogue.Draw(300)
            .Where(entry => entry.Item.Attributes[SampleAttributes.Pattern] == SampleAttributes.Solid
                && entry.Item.Attributes[SampleAttributes.Garment] is not ("watch" or "sunglasses"))];
        int right = solid.Count(entry => ColourReading.Of(entry.Picture.Letterboxed()).Colour == NamedColours.Of(entry.Item));
        Assert.That(right, Is.GreaterThan(0.93 * solid.Length), $"of {solid.Length}");
    }

    static string Name(RgbImage picture) => NamedColours.Names[ColourReading.Of(picture).Colour];

    static (byte, byte, byte) Pixel(SampleColour colour) => (colour.Red, colour.Green, colour.Blue);

    static RgbImage White()
    {
        var picture = new RgbImage(Side, Side);
        picture.Pixels.AsSpan().Fill(255);
        return picture;
    }

    static void Paint(RgbImage picture, int left, int top, int width, int height, (byte Red, byte Green, byte Blue) colour)
    {
        for (int y = top; y < Math.Min(Side, top + height); y++)
        {
            for (int x = left; x < Math.Min(Side, left + width); x++)
                (picture.Pixels[(y * Side + x) * 3], picture.Pixels[(y * Side + x) * 3 + 1], picture.Pixels[(y * Side + x) * 3 + 2]) = colour;
        }
    }
}
