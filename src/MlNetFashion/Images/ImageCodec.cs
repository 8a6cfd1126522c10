using SkiaSharp;

namespace MlNetFashion.Images;

/// <summary>Encoded pictures to pixels and back, by Skia. Transparent pixels are laid on white; EXIF orientation is applied.</summary>
public static class ImageCodec
{
    /// <summary>The largest picture that is decoded, in pixels: 64 million, about 8,000 x 8,000.</summary>
    public const long MaxPixels = 64_000_000;

    /// <summary>Decodes a JPEG, PNG, WebP, GIF (first frame) or BMP at its own size.</summary>
    /// <exception cref="ImageRejectedException">The bytes are no picture, are cut off, or hold more than <see cref="MaxPixels"/>.</exception>
    public static RgbImage Decode(ReadOnlySpan<byte> encoded) => Decode(encoded, minimumSide: int.MaxValue);

    /// <summary>Decodes a picture, at a reduced size where the format allows it (JPEG: eighths).</summary>
    /// <param name="encoded">The file's bytes.</param>
    /// <param name="minimumSide">The longest side is not reduced below this, in pixels.</param>
    /// <exception cref="ImageRejectedException">The bytes are no picture, are cut off, or hold more than <see cref="MaxPixels"/>.</exception>
    public static unsafe RgbImage Decode(ReadOnlySpan<byte> encoded, int minimumSide)
    {
        if (encoded.IsEmpty)
            throw new ImageRejectedException("The file is empty.");

        fixed (byte* bytes = encoded)
        {
            using SKData data = SKData.Create((nint)bytes, encoded.Length);
            using SKCodec? codec = SKCodec.Create(data)
                ?? throw new ImageRejectedException("The file is not a picture that can be decoded (JPEG, PNG, WebP, GIF or BMP).");
            SKImageInfo stored = codec.Info;
            if ((long)stored.Width * stored.Height > MaxPixels)
                throw new ImageRejectedException($"The picture is {stored.Width} x {stored.Height}, more than the {MaxPixels:N0} pixels allowed. Reduce it first.");

            SKSizeI size = codec.GetScaledDimensions(Math.Min(1f, (float)minimumSide / Math.Max(stored.Width, stored.Height)));
            if (Math.Max(size.Width, size.Height) < Math.Min(minimumSide, Math.Max(stored.Width, stored.Height)))
                size = new SKSizeI(stored.Width, stored.Height);
            var info = new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, stored.IsOpaque ? SKAlphaType.Opaque : SKAlphaType.Unpremul);
            byte[] rgba = new byte[info.BytesSize];
            fixed (byte* pixels = rgba)
            {
                SKCodecResult result = codec.GetPixels(info, (nint)pixels);
                if (result != SKCodecResult.Success)
                    throw new ImageRejectedException($"The picture is damaged or cut off (decoder: {result}).");
            }

            return Orient(DropAlpha(rgba, info.Width, info.Height), codec.EncodedOrigin);
        }
    }

    /// <summary>Encodes as PNG.</summary>
    public static byte[] EncodePng(RgbImage image)
    {
        using SKBitmap bitmap = ToBitmap(image);
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    /// <summary>Writes a PNG to a temporary name beside <paramref name="path"/>, flushes and renames it.</summary>
    public static void SavePng(RgbImage image, string path)
    {
        string full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        string temporary = $"{full}.{Path.GetRandomFileName()}.tmp";
        try
        {
            using (FileStream file = new(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                file.Write(EncodePng(image));
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, full, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Copies the pixels into a Skia bitmap, for drawing.</summary>
    public static SKBitmap ToBitmap(RgbImage image)
    {
        var bitmap = new SKBitmap(new SKImageInfo(image.Width, image.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        Span<byte> rgba = bitmap.GetPixelSpan();
        ReadOnlySpan<byte> rgb = image.Pixels;
        for (int from = 0, to = 0; from < rgb.Length; from += 3, to += 4)
        {
            rgba[to] = rgb[from];
            rgba[to + 1] = rgb[from + 1];
            rgba[to + 2] = rgb[from + 2];
            rgba[to + 3] = 255;
        }

        return bitmap;
    }

    /// <summary>Copies the pixels of a Skia bitmap of colour type Rgba8888; transparent pixels are laid on white.</summary>
    public static RgbImage FromBitmap(SKBitmap bitmap)
    {
        if (bitmap.ColorType != SKColorType.Rgba8888)
            throw new ArgumentException($"The bitmap must be {SKColorType.Rgba8888}, but is {bitmap.ColorType}.", nameof(bitmap));
        return DropAlpha(bitmap.GetPixelSpan(), bitmap.Width, bitmap.Height);
    }

    static RgbImage DropAlpha(ReadOnlySpan<byte> rgba, int width, int height)
    {
        var image = new RgbImage(width, height);
        byte[] rgb = image.Pixels;
        for (int from = 0, to = 0; to < rgb.Length; from += 4, to += 3)
        {
            int alpha = rgba[from + 3];
            rgb[to] = OnWhite(rgba[from], alpha);
            rgb[to + 1] = OnWhite(rgba[from + 1], alpha);
            rgb[to + 2] = OnWhite(rgba[from + 2], alpha);
        }

        return image;
    }

    static byte OnWhite(int value, int alpha) =>
        alpha == 255 ? (byte)value : (byte)((value * alpha + 255 * (255 - alpha) + 127) / 255);

    static RgbImage Orient(RgbImage image, SKEncodedOrigin origin)
    {
        if (origin is SKEncodedOrigin.TopLeft or SKEncodedOrigin.Default)
            return image;
        bool transposed = origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        bool mirroredX = origin is SKEncodedOrigin.TopRight or SKEncodedOrigin.BottomRight or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom;
        bool mirroredY = origin is SKEncodedOrigin.BottomRight or SKEncodedOrigin.BottomLeft or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        var turned = transposed ? new RgbImage(image.Height, image.Width) : new RgbImage(image.Width, image.Height);
        for (int y = 0; y < turned.Height; y++)
        {
            for (int x = 0; x < turned.Width; x++)
            {
                int shownX = mirroredX ? turned.Width - 1 - x : x;
                int shownY = mirroredY ? turned.Height - 1 - y : y;
                (int fromX, int fromY) = transposed ? (shownY, shownX) : (shownX, shownY);
                image.Pixels.AsSpan((fromY * image.Width + fromX) * 3, 3).CopyTo(turned.Pixels.AsSpan((y * turned.Width + x) * 3, 3));
            }
        }

        return turned;
    }
}
