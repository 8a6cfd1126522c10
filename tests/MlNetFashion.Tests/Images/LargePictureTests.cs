using MlNetFashion.Images;
using SkiaSharp;

namespace MlNetFashion.Tests.Images;

/// <summary>Pictures that are large are decoded in little memory, and to the same pixels.</summary>
public sealed class LargePictureTests
{
    // Above StripBytes, so that rows are read in strips; odd, so that the last strip is a short one.
    const int Width = 1500, Height = 1301;

    [TestCase(SKEncodedImageFormat.Png)]
    [TestCase(SKEncodedImageFormat.Jpeg)]
    [TestCase(SKEncodedImageFormat.Webp)]
    public void Reading_in_strips_gives_the_pixels_that_Skia_gives_at_once(SKEncodedImageFormat format)
    {
        byte[] file = Encoded(format, hasAlpha: format != SKEncodedImageFormat.Jpeg);
        using SKBitmap whole = SKBitmap.Decode(file, new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        RgbImage decoded = ImageCodec.Decode(file);
        Assert.That((decoded.Width, decoded.Height), Is.EqualTo((Width, Height)));
        Assert.That(decoded.Pixels.AsSpan().SequenceEqual(ImageCodec.FromBitmap(whole).Pixels));
        Assert.That(ImagePreprocessing.LoadLetterboxed(file).Pixels,
            Is.EqualTo(ImagePreprocessing.Letterbox(ImageCodec.Decode(file, 2 * Columns.ImageSize)).Pixels));
    }

    [TestCase(SKEncodedImageFormat.Png)]
    [TestCase(SKEncodedImageFormat.Jpeg)]
    public void A_large_picture_that_is_cut_off_is_refused(SKEncodedImageFormat format)
    {
        byte[] file = Encoded(format, hasAlpha: false);
        // The end of a JPEG may be missing: a row of blocks hardly shows.
        foreach (int length in (int[])[file.Length / 4, file.Length / 2, format == SKEncodedImageFormat.Jpeg ? file.Length * 7 / 8 : file.Length - 200])
            Assert.That(() => ImageCodec.Decode(file.AsSpan(0, length)), Throws.TypeOf<ImageRejectedException>().With.Message.Contains("damaged or cut off"),
                $"{length} of {file.Length}");
    }

    [Test]
    public void Decoders_share_one_budget_and_wait_in_turn()
    {
        var budget = new DecodingBudget(100);
        long taken = 0, most = 0;
        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 16 }, i =>
        {
            // Some need more than there is: they have all of it.
            long wants = i % 7 == 0 ? 1000 : 1 + i % 60, gets = Math.Min(100, wants);
            using DecodingBudget.Share share = budget.Take(wants);
            long now = Interlocked.Add(ref taken, gets);
            InterlockedMax(ref most, now);
            Thread.Yield();
            Interlocked.Add(ref taken, -gets);
        });
        Assert.That(most, Is.InRange(1, 100));
    }

    [Test]
    public void A_file_of_84_bytes_takes_no_memory_that_stays()
    {
        // A GIF whose screen has 64 million pixels and whose picture has 64.
        byte[] gif = Convert.FromHexString("474946383961401f401ff10000ff000000ff000000ffffffff21f904000a0000002c0000"
            + "00000800080000022544a811a146841a116a44a811a146841a116a44a811a146841a116a44a811a146841a116a05003b");
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.That(ImagePreprocessing.LoadLetterboxed(gif).Pixels, Has.Length.EqualTo(3 * Columns.ImageSize * Columns.ImageSize));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(4 << 20),
            "of the garbage collector's; the decoder's own is given back at once");
    }

    static void InterlockedMax(ref long most, long now)
    {
        for (long seen = Interlocked.Read(ref most); now > seen; seen = Interlocked.Read(ref most))
            Interlocked.CompareExchange(ref most, now, seen);
    }

    static byte[] Encoded(SKEncodedImageFormat format, bool hasAlpha)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(Width, Height, SKColorType.Rgba8888, hasAlpha ? SKAlphaType.Unpremul : SKAlphaType.Opaque));
        Span<byte> pixels = bitmap.GetPixelSpan();
        var random = new Random(1);
        for (int i = 0; i < pixels.Length; i += 4)
        {
            int x = i / 4 % Width, y = i / 4 / Width;
            (pixels[i], pixels[i + 1], pixels[i + 2]) = ((byte)(x / 6), (byte)(y / 6), (byte)random.Next(256));
            pixels[i + 3] = hasAlpha && x > y ? (byte)(x & 255) : (byte)255;
        }

        using SKData data = bitmap.Encode(format, 95);
        return data.ToArray();
    }
}
