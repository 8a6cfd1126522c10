using SkiaSharp;

namespace MlNetFashion.Images;

/// <summary>JPEG files that lack their end: what was cut off there hardly shows, and browsers show such pictures.</summary>
static class JpegEnd
{
    // Of decoded rows: a decoder that meets the end too early holds back a row of blocks and what smooths its edge, though it has read them.
    const int HeldBack = 18;

    // Of the height: so much may be missing at the bottom.
    const double MostMissing = 0.05;

    /// <summary>The two bytes that end a JPEG.</summary>
    public static ReadOnlySpan<byte> Marker => [0xFF, 0xD9];

    /// <summary>Whether a file lacks nothing but its end, and perhaps a few rows of pixels before it.</summary>
    /// <param name="encoded">The file's bytes.</param>
    /// <param name="codec">Reads them, from the beginning once more.</param>
    /// <param name="size">To which they are decoded.</param>
    public static unsafe bool IsAllThatIsMissing(ReadOnlySpan<byte> encoded, SKCodec codec, SKSizeI size)
    {
        if (codec.EncodedFormat != SKEncodedImageFormat.Jpeg || encoded.EndsWith(Marker))
            return false;
        var info = new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        if (codec.StartScanlineDecode(info) != SKCodecResult.Success)
            return false;
        byte[] row = new byte[info.RowBytes];
        int rows = 0;
        fixed (byte* pixels = row)
        {
            while (rows < size.Height && codec.GetScanlines((nint)pixels, 1, info.RowBytes) == 1)
                rows++;
        }

        double heldBack = Math.Ceiling((double)HeldBack * size.Height / codec.Info.Height);
        return size.Height - rows <= heldBack + MostMissing * size.Height;
    }
}
