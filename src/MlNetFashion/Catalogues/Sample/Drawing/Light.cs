using SkiaSharp;

namespace MlNetFashion.Catalogues;

/// <summary>Light from the upper left, which makes a shape round: a gradient from a little shade over light to shade.</summary>
static class Light
{
    static readonly float[] s_places = [0, 0.3f, 0.6f, 1];

    /// <summary>A colour in this light.</summary>
    public static SKShader On(SKRect bounds, SKColor colour)
    {
        (float light, float shade) = Strength(colour);
        return Across(bounds, [Dye.Darker(colour, shade / 2), Dye.Lighter(colour, light), colour, Dye.Darker(colour, shade)]);
    }

    /// <summary>The light alone, to be laid over a cloth of about this colour.</summary>
    public static SKShader Over(SKRect bounds, SKColor colour)
    {
        (float light, float shade) = Strength(colour);
        return Across(bounds, [SKColors.Black.WithAlpha(Alpha(shade / 2)), SKColors.White.WithAlpha(Alpha(light)), SKColors.Black.WithAlpha(0),
            SKColors.Black.WithAlpha(Alpha(shade))]);
    }

    // Dark cloth shows little of it; white cloth would look grey.
    static (float Light, float Shade) Strength(SKColor colour) => Dye.IsDark(colour) ? (0.16f, 0.27f) : Dye.IsWhite(colour) ? (0.13f, 0.1f) : (0.13f, 0.13f);

    static byte Alpha(float share) => (byte)(255 * share);

    static SKShader Across(SKRect bounds, SKColor[] colours) => SKShader.CreateLinearGradient(
        new SKPoint(bounds.Left, bounds.Top), new SKPoint(bounds.Right, bounds.Top + bounds.Width * 0.25f), colours, s_places, SKShaderTileMode.Clamp);
}
