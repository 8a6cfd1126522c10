using System.Runtime.InteropServices;
using MlNetFashion.Storage;
using SkiaSharp;

namespace MlNetFashion.Images;

/// <summary>Encoded pictures to pixels and back, by Skia. Transparent pixels are laid on white;
/// EXIF orientation is applied; a JPEG may lack its end; colours of other profiles become those of sRGB.</summary>
public static class ImageCodec
{
    /// <summary>The largest picture that is decoded, in pixels: 64 million, about 8,000 x 8,000.</summary>
    public const long MaxPixels = 64_000_000;

    /// <summary>The longest side of a picture that is decoded, in pixels: what a JPEG can have.</summary>
    public const int MaxSide = 65_535;

    /// <summary>The largest file of a picture that is read, in bytes: 64 MB.</summary>
    public const int MaxFileBytes = 64_000_000;

    // Of decoded pixels: 4 MB, a picture of 1,000 x 1,000.
    const int StripBytes = 4 << 20;

    static readonly SKColorSpace s_srgb = SKColorSpace.CreateSrgb();

    /// <summary>Decodes a JPEG, PNG, WebP, GIF (first frame) or BMP at its own size.</summary>
    /// <exception cref="ImageRejectedException">The bytes are no picture, are cut off,
    /// or hold more than <see cref="MaxPixels"/> or <see cref="MaxSide"/>.</exception>
    public static RgbImage Decode(ReadOnlySpan<byte> encoded) => Decode(encoded, minimumSide: int.MaxValue);

    /// <summary>Decodes a picture, at a reduced size where the format allows it (JPEG: eighths).</summary>
    /// <param name="encoded">The file's bytes.</param>
    /// <param name="minimumSide">The longest side is not reduced below this, in pixels.</param>
    /// <exception cref="ImageRejectedException">The bytes are no picture, are cut off,
    /// or hold more than <see cref="MaxPixels"/> or <see cref="MaxSide"/>.</exception>
    public static RgbImage Decode(ReadOnlySpan<byte> encoded, int minimumSide) => Decode(encoded, minimumSide, boxed: null);

    /// <summary>Decodes and letterboxes at once: a picture is never whole in memory where its format can be read row by row.</summary>
    /// <param name="encoded">The file's bytes.</param>
    /// <param name="size">Both sides of the result, in pixels.</param>
    /// <inheritdoc cref="Decode(ReadOnlySpan{byte}, int)" path="/exception"/>
    internal static RgbImage DecodeLetterboxed(ReadOnlySpan<byte> encoded, int size) => Decode(encoded, minimumSide: 2 * size, size);

    static unsafe RgbImage Decode(ReadOnlySpan<byte> encoded, int minimumSide, int? boxed)
    {
        if (encoded.IsEmpty)
            throw new ImageRejectedException("The file is empty.");

        fixed (byte* bytes = encoded)
        {
            using SKData data = SKData.Create((nint)bytes, encoded.Length);
            using SKCodec? codec = SKCodec.Create(data)
                ?? throw new ImageRejectedException(GitLfs.IsPointer(encoded)
                    ? "The file is a Git LFS pointer, not the picture itself. Get the picture: git lfs pull."
                    : "The file is not a picture that can be decoded (JPEG, PNG, WebP, GIF or BMP).");
            SKImageInfo stored = codec.Info;
            if ((long)stored.Width * stored.Height > MaxPixels || Math.Max(stored.Width, stored.Height) > MaxSide)
                throw new ImageRejectedException($"The picture is {stored.Width} x {stored.Height}, "
                    + $"more than the {MaxPixels:N0} pixels or {MaxSide:N0} on a side allowed. Reduce it first.");

            SKSizeI size = ReducedSize(codec, minimumSide);
            SKEncodedOrigin origin = codec.EncodedFormat == SKEncodedImageFormat.Png ? PngOrientation.Read(encoded) : codec.EncodedOrigin;
            try
            {
                return Decode(codec, size, origin, boxed);
            }
            catch (ImageRejectedException) when (JpegEnd.IsMissing(new ReadOnlySpan<byte>(bytes, (int)data.Size), codec.EncodedFormat))
            {
                using SKData ended = SKData.CreateCopy([.. encoded, .. JpegEnd.Marker]);
                using SKCodec again = SKCodec.Create(ended);
                RgbImage whole = Decode(again, size, SKEncodedOrigin.TopLeft, boxed: null);
                if (!JpegEnd.IsWhole(whole))
                    throw;
                RgbImage image = Orient(whole, origin);
                return boxed is { } side ? ImagePreprocessing.Letterbox(image, side) : image;
            }
        }
    }

    static RgbImage Decode(SKCodec codec, SKSizeI size, SKEncodedOrigin origin, int? boxed)
    {
        if (boxed is { } side && origin is SKEncodedOrigin.TopLeft or SKEncodedOrigin.Default)
        {
            var reducer = new LetterboxReducer(size.Width, size.Height, side);
            ReadRows(codec, size, reducer.Add);
            return reducer.Boxed;
        }

        var image = new RgbImage(size.Width, size.Height, GC.AllocateUninitializedArray<byte>(checked(size.Width * size.Height * 3)));
        int next = 0;
        ReadRows(codec, size, row =>
        {
            row.CopyTo(image.Pixels.AsSpan(next));
            next += row.Length;
        });
        image = Orient(image, origin);
        return boxed is { } sides ? ImagePreprocessing.Letterbox(image, sides) : image;
    }

    /// <summary>Reads the file of a picture.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ImageRejectedException">It is empty, larger than <see cref="MaxFileBytes"/>, or no ordinary file.</exception>
    public static byte[] ReadFile(string path)
    {
        if (!Presence.OfFile(path))
            throw new FileNotFoundException($"There is no picture \"{path}\" (looked for {Path.GetFullPath(path)}). Check the path.", path);

        // Pipes and devices have no length; opening them can wait for ever, or never end.
        var file = new FileInfo(path);
        long length = ((file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo) ?? file).Length;
        return length switch
        {
            0 => throw new ImageRejectedException($"The file \"{path}\" is empty."),
            > MaxFileBytes =>
                throw new ImageRejectedException($"The file \"{path}\" has {length:N0} bytes, more than the {MaxFileBytes:N0} allowed for a picture."),
            _ => File.ReadAllBytes(path),
        };
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
        if (Directory.Exists(full))
            throw new IOException($"\"{path}\" is a folder, but a picture is a file. Name one in it, such as \"{Path.Combine(path, "picture.png")}\".");
        FileDraft.Write(full, EncodePng(image));
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

    /// <summary>Copies the pixels of a Skia bitmap; transparent pixels are laid on white.</summary>
    /// <exception cref="ArgumentException">The bitmap has no pixels.</exception>
    public static unsafe RgbImage FromBitmap(SKBitmap bitmap)
    {
        var info = new SKImageInfo(bitmap.Width, bitmap.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        byte[] rgba = new byte[info.BytesSize];
        using SKPixmap? pixels = bitmap.PeekPixels();
        fixed (byte* target = rgba)
        {
            if (pixels is null || !pixels.ReadPixels(info, (nint)target, info.RowBytes))
                throw new ArgumentException($"The {bitmap.Width} x {bitmap.Height} bitmap has no pixels to copy.", nameof(bitmap));
        }

        var image = new RgbImage(bitmap.Width, bitmap.Height);
        OnWhite(rgba, image.Pixels);
        return image;
    }

    /// <summary>The smallest size that the format decodes to (a JPEG: in eighths) whose longest side is not below the minimum.</summary>
    static SKSizeI ReducedSize(SKCodec codec, int minimumSide)
    {
        int longest = Math.Max(codec.Info.Width, codec.Info.Height);
        for (int eighths = 1; eighths < 8 && minimumSide < longest; eighths++)
        {
            SKSizeI size = codec.GetScaledDimensions(eighths / 8f);
            if (Math.Max(size.Width, size.Height) >= minimumSide)
                return size;
        }

        return new SKSizeI(codec.Info.Width, codec.Info.Height);
    }

    // In strips where the picture is large and its format allows it, else whole; outside of the garbage collector's memory, which gives large blocks back late.
    static unsafe void ReadRows(SKCodec codec, SKSizeI size, RowReader read)
    {
        bool isOpaque = codec.Info.IsOpaque;
        var info = new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, isOpaque ? SKAlphaType.Opaque : SKAlphaType.Unpremul);
        // Pictures without a profile, and those with that of sRGB, are taken as they are; numbers of a wider gamut mean other colours.
        if (codec.Info.ColorSpace is { IsSrgb: false })
            info = info.WithColorSpace(s_srgb);
        bool inStrips = info.BytesSize64 > StripBytes && codec.StartScanlineDecode(info) == SKCodecResult.Success
            && codec.ScanlineOrder == SKCodecScanlineOrder.TopDown;
        int rowsAtOnce = inStrips ? Math.Max(1, StripBytes / info.RowBytes) : info.Height;
        long bytes = (long)rowsAtOnce * info.RowBytes;
        using DecodingBudget.Share share = DecodingBudget.OfProcess.Take(bytes);
        byte* pixels = (byte*)NativeMemory.Alloc((nuint)bytes);
        try
        {
            byte[] row = new byte[size.Width * 3];
            for (int top = 0; top < info.Height; top += rowsAtOnce)
            {
                int rows = Math.Min(rowsAtOnce, info.Height - top);
                SKCodecResult result = !inStrips ? codec.GetPixels(info, (nint)pixels)
                    : codec.GetScanlines((nint)pixels, rows, info.RowBytes) == rows ? SKCodecResult.Success : SKCodecResult.IncompleteInput;
                if (result != SKCodecResult.Success)
                    throw new ImageRejectedException($"The picture is damaged or cut off (decoder: {result}).");
                for (int y = 0; y < rows; y++)
                {
                    var rgba = new ReadOnlySpan<byte>(pixels + (long)y * info.RowBytes, info.Width * 4);
                    if (isOpaque)
                        WithoutAlpha(rgba, row);
                    else
                        OnWhite(rgba, row);
                    read(row);
                }
            }
        }
        finally
        {
            NativeMemory.Free(pixels);
        }
    }

    static void WithoutAlpha(ReadOnlySpan<byte> rgba, Span<byte> rgb)
    {
        for (int from = 0, to = 0; to < rgb.Length; from += 4, to += 3)
        {
            ReadOnlySpan<byte> pixel = rgba.Slice(from, 3);
            rgb[to] = pixel[0];
            rgb[to + 1] = pixel[1];
            rgb[to + 2] = pixel[2];
        }
    }

    static void OnWhite(ReadOnlySpan<byte> rgba, Span<byte> rgb)
    {
        for (int from = 0, to = 0; to < rgb.Length; from += 4, to += 3)
        {
            int alpha = rgba[from + 3];
            rgb[to] = OnWhite(rgba[from], alpha);
            rgb[to + 1] = OnWhite(rgba[from + 1], alpha);
            rgb[to + 2] = OnWhite(rgba[from + 2], alpha);
        }
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
