using MlNetFashion.Catalogues;
using MlNetFashion.Images;
using SkiaSharp;

namespace MlNetFashion.Fuzzing;

/// <summary>Pictures.</summary>
static class PictureTargets
{
    public static IEnumerable<FuzzTarget> All()
    {
        RgbImage drawn = Tests.SmallIndex.Picture(200, 80, 30);
        yield return new FuzzTarget("jpeg", [Encode(SKEncodedImageFormat.Jpeg, drawn)], Read) { Executions = 500, MostMemory = 256 << 20 };
        yield return new FuzzTarget("png", [Encode(SKEncodedImageFormat.Png, drawn)], Read)
        {
            Mend = Checksums.OfPng,
            Executions = 500,
            MostMemory = 256 << 20,
            Tokens = ["IHDR", "IDAT", "PLTE", "tRNS", "iCCP", "eXIf", "IEND"]
        };
        yield return new FuzzTarget("webp", [Encode(SKEncodedImageFormat.Webp, drawn)], Read)
        {
            Executions = 500,
            MostMemory = 256 << 20,
            Tokens = ["VP8 ", "VP8L", "VP8X", "ANIM", "ALPH", "EXIF"]
        };
        yield return new FuzzTarget("gif-and-bmp", [Gif(), Bmp()], Read)
        {
            Executions = 500,
            MostMemory = 256 << 20,
            Tokens = ["GIF87a", "GIF89a", "BM", "!\u00f9", ";"]
        };
        yield return new FuzzTarget("caption", ["A red dress\n"u8.ToArray(),
            """{"title": "A red dress", "colour": "Red", "price": 20, "tags": ["x"], "new": true}"""u8.ToArray()], ReadCaption)
        { IsJson = true };
    }

    /// <summary>An encoded picture.</summary>
    public static byte[] Encode(SKEncodedImageFormat format, RgbImage image)
    {
        using var bitmap = new SKBitmap(image.Width, image.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        for (int i = 0; i < image.Width * image.Height; i++)
            bitmap.SetPixel(i % image.Width, i / image.Width, new SKColor(image.Pixels[i * 3], image.Pixels[i * 3 + 1], image.Pixels[i * 3 + 2]));
        using SKData data = bitmap.Encode(format, 80);
        return data.ToArray();
    }

    static string Read(byte[] input)
    {
        RgbImage whole = ImageCodec.Decode(input), boxed = ImageCodec.DecodeLetterboxed(input, 32);
        Answers.Require(whole.Pixels.Length == whole.Width * whole.Height * 3 && (long)whole.Width * whole.Height <= ImageCodec.MaxPixels,
            $"{whole.Width} x {whole.Height}");
        Answers.Require((boxed.Width, boxed.Height) == (32, 32), $"{boxed.Width} x {boxed.Height}");
        return $"{Answers.Of(whole)} {Answers.Of(boxed)}";
    }

    static string ReadCaption(byte[] input)
    {
        PictureCaption? plain = PictureCaption.Read(new SourceFile("s", "a.txt", input)), json = PictureCaption.Read(new SourceFile("s", "a.json", input));
        return string.Join('|', ((PictureCaption?[])[plain, json]).Select(caption => caption is null ? "none"
            : $"{caption.Title} {Answers.Of(caption.Attributes)}"));
    }

    // 4 x 3 pixels of a table of four colours. Without compression: codes of three bits, and a clear code (4) before every pair keeps them from growing.
    static byte[] Gif()
    {
        int[] codes = [.. Enumerable.Range(0, 6).SelectMany(pair => (int[])[4, pair % 4, (pair + 1) % 4]), 5];
        byte[] bits = new byte[(codes.Length * 3 + 7) / 8];
        for (int bit = 0; bit < codes.Length * 3; bit++)
            bits[bit / 8] |= (byte)((codes[bit / 3] >> bit % 3 & 1) << bit % 8);
        return
        [
            .. "GIF89a"u8, 4, 0, 3, 0, 0x81, 0, 0, 255, 0, 0, 0, 0, 255, 0, 255, 0, 9, 9, 9, 0x21, 0xF9, 4, 0, 0, 0, 0, 0, 0x2C, 0, 0, 0, 0, 4, 0, 3, 0, 0,
            2, (byte)bits.Length, .. bits, 0, 0x3B,
        ];
    }

    // 2 x 2 pixels of 24 bits, rows of 8 bytes from below.
    static byte[] Bmp() =>
        [.. "BM"u8, 70, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 1, 0, 24, 0, 0, 0, 0, 0, 16, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
            0, 0, 0, 0, 0, 0, 0, 0,
            255, 0, 0, 0, 255, 0, 0, 0, 0, 0, 255, 255, 255, 255, 0, 0];
}
