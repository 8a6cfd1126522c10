namespace MlNetFashion.Evaluation;

/// <summary>A colour in CIELAB under D65, where equal distances look about equally large.</summary>
/// <param name="L">Lightness, 0 (black) to 100 (white).</param>
/// <param name="A">Green (negative) to red.</param>
/// <param name="B">Blue (negative) to yellow.</param>
readonly record struct LabColour(float L, float A, float B)
{
    // CIE 15: below it, the cube root is a line.
    const double Linear = 216.0 / 24389, Slope = 24389.0 / 27;

    static readonly float[] s_light = [.. Enumerable.Range(0, 256).Select(level => (float)Light(level / 255.0))];

    /// <summary>How far it is from grey.</summary>
    public float Chroma => MathF.Sqrt(A * A + B * B);

    /// <summary>The angle of its hue in degrees, −180 to 180: 0 is red, 90 yellow, 180 green, −90 blue.</summary>
    public float Hue => MathF.Atan2(B, A) * (180 / MathF.PI);

    /// <summary>Of an sRGB pixel.</summary>
    public static LabColour Of(byte red, byte green, byte blue)
    {
        float r = s_light[red], g = s_light[green], b = s_light[blue];
        double x = Root((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
        double y = Root(0.2126729 * r + 0.7151522 * g + 0.0721750 * b);
        double z = Root((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883);
        return new LabColour((float)(116 * y - 16), (float)(500 * (x - y)), (float)(200 * (y - z)));
    }

    static double Light(double level) => level <= 0.04045 ? level / 12.92 : Math.Pow((level + 0.055) / 1.055, 2.4);

    static double Root(double value) => value > Linear ? Math.Cbrt(value) : (Slope * value + 16) / 116;
}
