using MlNetFashion.Images;
using SkiaSharp;

namespace MlNetFashion.Retrieval;

/// <summary>Small pictures as the index keeps them: JPEG of at most 128 x 128.</summary>
static class ThumbnailEncoding
{
    const int Quality = 90;

    // In bytes. A picture of 60 x 80 has 1 or 2 KB.
    const int LargestKept = 4096;

    /// <summary>The file the picture came from if it is small anyway, which costs nothing and loses nothing; else a new one.</summary>
    public static byte[] Encode(RgbImage picture, ReadOnlyMemory<byte> file) =>
        file.Length is > 0 and <= LargestKept && IsSmallJpeg(file.Span) ? file.ToArray() : Encode(picture);

    public static byte[] Encode(RgbImage picture)
    {
        using SKBitmap bitmap = ImageCodec.ToBitmap(picture);
        using SKPixmap pixels = bitmap.PeekPixels();
        // Colour at full resolution: at this size halving it would smear the edges of every garment.
        var options = new SKJpegEncoderOptions(Quality, SKJpegEncoderDownsample.Downsample444, SKJpegEncoderAlphaOption.Ignore);
        using SKData? data = pixels.Encode(options);
        return data?.ToArray() ?? throw new InvalidOperationException($"A picture of {picture.Width} x {picture.Height} could not be encoded as JPEG.");
    }

    // A few bytes can hold a picture that takes a second to decode: its size decides too.
    static unsafe bool IsSmallJpeg(ReadOnlySpan<byte> file)
    {
        fixed (byte* bytes = file)
        {
            using SKData data = SKData.Create((nint)bytes, file.Length);
            using SKCodec? codec = SKCodec.Create(data);
            return codec is { EncodedFormat: SKEncodedImageFormat.Jpeg } && Math.Max(codec.Info.Width, codec.Info.Height) <= 2 * Columns.ImageSize;
        }
    }
}
