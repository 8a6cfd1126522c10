using SkiaSharp;

namespace MlNetFashion.Catalogues;

/// <summary>Arithmetic on colours: every garment of a colour has a shade of its own, and lines that show on it.</summary>
static class Dye
{
    /// <summary>A shade of a named colour: a little lighter or darker, warmer or colder, never near its neighbour.</summary>
    public static SKColor Shade(string name, SampleRandom random)
    {
        SampleColour named = SampleAttributes.NamedColour(name);
        // White can only get darker and turn grey, black only lighter: they vary less.
        float light = random.Between(-1, 1) * (name is "white" or "black" ? 4 : 13);
        float warm = random.Between(-1, 1) * (name is "white" or "black" or "grey" ? 2 : 5);
        return new SKColor(Byte(named.Red + light + warm), Byte(named.Green + light), Byte(named.Blue + light - warm));

        static byte Byte(float value) => (byte)Math.Clamp(value, 0, 255);
    }

    /// <summary><paramref name="share"/> 0 is <paramref name="from"/>, 1 is <paramref name="to"/>.</summary>
    public static SKColor Mix(SKColor from, SKColor to, float share)
    {
        return new SKColor(Between(from.Red, to.Red), Between(from.Green, to.Green), Between(from.Blue, to.Blue));

        byte Between(byte a, byte b) => (byte)(a + (b - a) * share + 0.5f);
    }

    public static SKColor Darker(SKColor colour, float share) => Mix(colour, SKColors.Black, share);

    public static SKColor Lighter(SKColor colour, float share) => Mix(colour, SKColors.White, share);

    public static bool IsDark(SKColor colour) => Brightness(colour) < 75;

    public static bool IsWhite(SKColor colour) => Brightness(colour) > 225;

    static float Brightness(SKColor colour) => 0.3f * colour.Red + 0.59f * colour.Green + 0.11f * colour.Blue;

    /// <summary>For the edge of a shape against white or against itself.</summary>
    public static SKColor Edge(SKColor colour) => IsWhite(colour) ? new SKColor(150, 152, 160) : Darker(colour, Brightness(colour) < 60 ? 0.6f : 0.42f);

    /// <summary>For seams, which must show on the cloth.</summary>
    public static SKColor Seam(SKColor colour) => IsDark(colour) ? Lighter(colour, 0.3f) : IsWhite(colour) ? new SKColor(172, 174, 182) : Darker(colour, 0.3f);
}
