using SkiaSharp;

namespace MlNetFashion.Images;

/// <summary>JPEG files that lack their end: what was cut off there hardly shows, and browsers show such pictures.</summary>
static class JpegEnd
{
    // Of the height: so much may be missing at the bottom.
    const double MostMissing = 0.05;

    // A block without data is of middle grey, which no photo has to the last digit; the last pixel of a row is in its last block.
    const int Grey = 128, Tolerance = 1;

    /// <summary>The two bytes that end a JPEG.</summary>
    public static ReadOnlySpan<byte> Marker => [0xFF, 0xD9];

    /// <summary>Whether a file is a JPEG without its end.</summary>
    public static bool IsMissing(ReadOnlySpan<byte> encoded, SKEncodedImageFormat format) => format == SKEncodedImageFormat.Jpeg && !encoded.EndsWith(Marker);

    /// <summary>Whether a picture that was decoded with an end put to its file is there as far as its last rows.</summary>
    /// <param name="stored">As the file has it, not turned.</param>
    public static bool IsWhole(RgbImage stored)
    {
        int missing = 0;
        while (missing < stored.Height && IsGrey(stored.Pixels.AsSpan((stored.Height - missing) * stored.Width * 3 - 3, 3)))
            missing++;
        return missing <= MostMissing * stored.Height;
    }

    static bool IsGrey(ReadOnlySpan<byte> pixel) => !pixel.ContainsAnyExceptInRange((byte)(Grey - Tolerance), (byte)(Grey + Tolerance));
}
