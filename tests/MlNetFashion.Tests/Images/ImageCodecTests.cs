using CsCheck;
using MlNetFashion.Images;
using SkiaSharp;

namespace MlNetFashion.Tests.Images;

public class ImageCodecTests
{
    [Test]
    public void APngGivesBackEveryPixel() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 40], Gen.Int).Sample((width, height, seed) =>
        {
            RgbImage image = Pictures.Noise(width, height, seed);
            RgbImage back = ImageCodec.Decode(ImageCodec.EncodePng(image));
            Assert.That((back.Width, back.Height), Is.EqualTo((width, height)));
            Assert.That(back.Pixels, Is.EqualTo(image.Pixels));
        });

    [TestCase(SKEncodedImageFormat.Jpeg)]
    [TestCase(SKEncodedImageFormat.Png)]
    [TestCase(SKEncodedImageFormat.Webp)]
    public void EveryFormatShowsTheSameColours(SKEncodedImageFormat format)
    {
        RgbImage image = ImageCodec.Decode(Pictures.Encode(Pictures.Quarters(32, 16), format, 100));
        AssertColour(image, 4, 4, [220, 20, 20]);
        AssertColour(image, 27, 4, [20, 200, 20]);
        AssertColour(image, 27, 11, [20, 20, 210]);
        AssertColour(image, 4, 11, [128, 128, 128]);
    }

    [Test]
    public void ColoursOfAWiderGamutBecomeThoseOfSrgb()
    {
        // The same red, as its numbers are in each space: a picture is saved in that space and read as it would be shown.
        foreach (SKColorSpaceXyz gamut in (SKColorSpaceXyz[])[SKColorSpaceXyz.AdobeRgb, SKColorSpaceXyz.DisplayP3])
        {
            using SKColorSpace wide = SKColorSpace.CreateRgb(SKColorSpaceTransferFn.Srgb, gamut), srgb = SKColorSpace.CreateSrgb();
            using var bitmap = new SKBitmap(new SKImageInfo(16, 16, SKColorType.Rgba8888, SKAlphaType.Opaque, wide));
            using (var canvas = new SKCanvas(bitmap))
            using (var red = new SKPaint())
            {
                red.SetColor(new SKColorF(200 / 255f, 30 / 255f, 40 / 255f), srgb);
                canvas.DrawPaint(red);
            }

            Assert.That(bitmap.GetPixel(8, 8).Red, Is.Not.EqualTo(200).Within(5), "its numbers are others there");
            using SKData png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
            AssertColour(ImageCodec.Decode(png.ToArray()), 8, 8, [200, 30, 40]);
        }
    }

    [TestCase(0, true)]
    [TestCase(2, true)]
    [TestCase(20, true)]
    [TestCase(-2, false)]
    [TestCase(-3, false)]
    public void AJpegThatLacksItsEndIsShownAndOneThatLacksMoreIsRefused(int cut, bool isShown)
    {
        RgbImage image = Pictures.Quarters(200, 400);
        byte[] whole = Pictures.Encode(image, SKEncodedImageFormat.Jpeg, 90), file = cut >= 0 ? whole[..^cut] : whole[..(whole.Length / -cut)];
        if (!isShown)
        {
            Assert.That(() => ImageCodec.Decode(file), Throws.InstanceOf<ImageRejectedException>().With.Message.Contains("damaged or cut off"));
            return;
        }

        RgbImage shown = ImageCodec.Decode(file), right = ImageCodec.Decode(whole);
        Assert.That(shown.Pixels[..(shown.Width * 3 * 360)], Is.EqualTo(right.Pixels[..(shown.Width * 3 * 360)]));
        // 360 of 400 rows are 57 of 64.
        Assert.That(ImageCodec.DecodeLetterboxed(file, 64).Pixels[..(64 * 3 * 56)],
            Is.EqualTo(ImageCodec.DecodeLetterboxed(whole, 64).Pixels[..(64 * 3 * 56)]).Within(2));
    }

    [Test]
    public void TheOrientationOfAPngIsThatOfItsExif([Range(1, 8)] int orientation, [Values] bool isBigEndian)
    {
        RgbImage stored = Pictures.Quarters(48, 32);
        byte[] png = ImageCodec.EncodePng(stored), turned = Pictures.WithPngOrientation(png, (byte)orientation, isBigEndian);
        // The same picture and orientation in a JPEG, which Skia turns by itself.
        RgbImage expected = ImageCodec.Decode(Pictures.WithOrientation(Pictures.Encode(stored, SKEncodedImageFormat.Jpeg, 100), (byte)orientation)),
            shown = ImageCodec.Decode(turned);
        Assert.That((shown.Width, shown.Height), Is.EqualTo((expected.Width, expected.Height)));
        Assert.That(shown.Pixels.Zip(expected.Pixels).Average(pair => Math.Abs(pair.First - pair.Second)), Is.LessThan(6));
    }

    [Test]
    public void AnOrientationThatIsNoneTurnsNothing()
    {
        byte[] png = ImageCodec.EncodePng(Pictures.Quarters(48, 32));
        foreach (byte orientation in (byte[])[0, 9, 255])
            Assert.That(ImageCodec.Decode(Pictures.WithPngOrientation(png, orientation, isBigEndian: true)).Pixels, Is.EqualTo(ImageCodec.Decode(png).Pixels));
    }

    [Test]
    public void APointerOfGitLfsIsNamed() => Assert.That(
        () => ImageCodec.Decode([.. "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 123456\n"u8]),
        Throws.InstanceOf<ImageRejectedException>().With.Message.Contains("git lfs pull"));

    [Test]
    public void GifsAndBitmapsAreDecoded()
    {
        // A 1 x 1 GIF: header, a palette of red and black, one pixel of colour 0.
        byte[] gif = [.. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, 255, 0, 0, 0, 0, 0, 0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3b];
        Assert.That(ImageCodec.Decode(gif).Pixels, Is.EqualTo(new byte[] { 255, 0, 0 }));

        // A 1 x 1 BMP of 24 bits: file header, info header, blue-green-red and padding.
        byte[] bmp = [.. "BM"u8, 58, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 24, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0,
            0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 10, 20, 30, 0];
        Assert.That(ImageCodec.Decode(bmp).Pixels, Is.EqualTo(new byte[] { 30, 20, 10 }));
    }

    // EXIF 2.3, tag 0x0112: where row 0 and column 0 of the stored picture are in the picture as one sees it.
    [TestCase(1, "top", "left")]
    [TestCase(2, "top", "right")]
    [TestCase(3, "bottom", "right")]
    [TestCase(4, "bottom", "left")]
    [TestCase(5, "left", "top")]
    [TestCase(6, "right", "top")]
    [TestCase(7, "right", "bottom")]
    [TestCase(8, "left", "bottom")]
    public void AnOrientationIsAppliedAsExifDefinesIt(byte orientation, string row0, string column0)
    {
        const int Width = 48, Height = 32;
        byte[] jpeg = Pictures.Encode(Pictures.Quarters(Width, Height), SKEncodedImageFormat.Jpeg, 100);
        RgbImage stored = ImageCodec.Decode(jpeg), seen = ImageCodec.Decode(Pictures.WithOrientation(jpeg, orientation));
        bool lying = row0 is "left" or "right";
        Assert.That((seen.Width, seen.Height), Is.EqualTo(lying ? (Height, Width) : (Width, Height)));
        for (int row = 0; row < Height; row++)
        {
            for (int column = 0; column < Width; column++)
            {
                int alongRows = row0 is "top" or "left" ? row : Height - 1 - row;
                int alongColumns = column0 is "top" or "left" ? column : Width - 1 - column;
                (int x, int y) = lying ? (alongRows, alongColumns) : (alongColumns, alongRows);
                Assert.That(Colour(seen, x, y), Is.EqualTo(Colour(stored, column, row)));
            }
        }
    }

    [Test]
    public void AnOrientationIsAppliedWhenTheSizeIsReducedToo()
    {
        byte[] jpeg = Pictures.WithOrientation(Pictures.Encode(Pictures.Quarters(800, 400), SKEncodedImageFormat.Jpeg), 6);
        RgbImage image = ImageCodec.Decode(jpeg, minimumSide: 100);
        Assert.That((image.Width, image.Height), Is.EqualTo((50, 100)));
        AssertColour(image, 45, 10, [220, 20, 20]);
        AssertColour(image, 5, 10, [128, 128, 128]);
    }

    [TestCase(1000, 500, 128, 250)]
    [TestCase(1000, 500, 125, 125)]
    [TestCase(1000, 500, 1000, 1000)]
    [TestCase(1000, 500, 5000, 1000)]
    [TestCase(60, 80, 128, 80)]
    public void AJpegIsReducedByEighthsAndNeverBelowTheMinimum(int width, int height, int minimum, int longest)
    {
        RgbImage image = ImageCodec.Decode(Pictures.Encode(Pictures.Quarters(width, height), SKEncodedImageFormat.Jpeg), minimum);
        Assert.That(Math.Max(image.Width, image.Height), Is.EqualTo(longest));
        Assert.That((double)image.Width / image.Height, Is.EqualTo((double)width / height).Within(0.02));
    }

    [TestCase(0, 255)]
    [TestCase(64, 205)]
    [TestCase(128, 155)]
    [TestCase(255, 55)]
    public void TransparentPixelsLieOnWhite(byte alpha, int expected)
    {
        RgbImage image = ImageCodec.Decode(Pictures.Png(2, 1, 6, [55, 55, 55, alpha, 55, 55, 55, 255]));
        Assert.That(Colour(image, 0, 0), Is.EqualTo(new[] { expected, expected, expected }).Within(1));
        Assert.That(Colour(image, 1, 0), Is.EqualTo(new[] { 55, 55, 55 }));
    }

    [Test]
    public void ABitmapThatWasDrawnOnNothingLiesOnWhite()
    {
        using SKBitmap bitmap = new(new SKImageInfo(4, 4, SKColorType.Bgra8888, SKAlphaType.Premul));
        using SKCanvas canvas = new(bitmap);
        canvas.Clear(SKColors.Transparent);
        using SKPaint paint = new() { Color = new SKColor(200, 0, 0, 128) };
        canvas.DrawRect(0, 0, 2, 4, paint);
        RgbImage image = ImageCodec.FromBitmap(bitmap);
        Assert.That(Colour(image, 0, 0), Is.EqualTo(new[] { 227, 127, 127 }).Within(2));
        Assert.That(Colour(image, 3, 3), Is.EqualTo(new[] { 255, 255, 255 }));
    }

    [Test]
    public void FilesThatAreNoPicturesAreRejectedWithASentence()
    {
        void Rejected(byte[] bytes, string reason) =>
            Assert.That(() => ImageCodec.Decode(bytes), Throws.InstanceOf<ImageRejectedException>().With.Message.StartsWith(reason));

        Rejected([], "The file is empty.");
        Rejected([.. "%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj"u8], "The file is not a picture that can be decoded");
        Rejected([.. "<html><body>404</body></html>"u8], "The file is not a picture that can be decoded");
        Rejected([0xff], "The file is not a picture that can be decoded");
        Rejected([0xff, 0xd8, 0xff], "The file is not a picture that can be decoded");
    }

    [TestCase(SKEncodedImageFormat.Jpeg)]
    [TestCase(SKEncodedImageFormat.Png)]
    [TestCase(SKEncodedImageFormat.Webp)]
    public void ACutPictureIsRejected(SKEncodedImageFormat format)
    {
        byte[] whole = Pictures.Encode(Pictures.Noise(50, 40), format);
        // Of twelve blocks of a JPEG the last may be cut; that hardly shows.
        int most = format == SKEncodedImageFormat.Jpeg ? whole.Length * 5 / 6 : whole.Length - 50;
        for (int length = 0; length < most; length += 23)
            Assert.That(() => ImageCodec.Decode(whole[..length]), Throws.InstanceOf<ImageRejectedException>(), $"cut at {length} of {whole.Length}");
    }

    [TestCase(SKEncodedImageFormat.Jpeg)]
    [TestCase(SKEncodedImageFormat.Png)]
    [TestCase(SKEncodedImageFormat.Webp)]
    public void DamagedPicturesAreDecodedOrRejectedAndNothingElse(SKEncodedImageFormat format)
    {
        byte[] whole = Pictures.Encode(Pictures.Noise(30, 20), format);
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte).Array[1, 6].Sample(changes =>
        {
            byte[] damaged = [.. whole];
            foreach ((int at, byte value) in changes)
                damaged[at] = value;
            try
            {
                _ = ImagePreprocessing.LoadLetterboxed(damaged);
            }
            catch (ImageRejectedException e)
            {
                Assert.That(e.Message, Does.EndWith("."));
            }
        });
    }

    [Test]
    public void HeadersThatPromiseTooMuchAreRefusedBeforeAnythingIsAllocated()
    {
        byte[] jpeg = Pictures.Encode(Pictures.Quarters(16, 16), SKEncodedImageFormat.Jpeg);
        int frame = jpeg.AsSpan().IndexOf(new byte[] { 0xff, 0xc0 });
        byte[] side = [30_000 >> 8, 30_000 & 255], little = [30_000 & 255, 30_000 >> 8];
        side.CopyTo(jpeg, frame + 5);
        side.CopyTo(jpeg, frame + 7);
        byte[] gif = [.. "GIF89a"u8, .. little, .. little, 0x80, 0, 0, 255, 0, 0, 0, 0, 0, 0x2c, 0, 0, 0, 0, .. little, .. little, 0, 2, 2, 0x44, 1, 0, 0x3b];
        byte[] bmp = [.. "BM"u8, 58, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0, .. little, 0, 0, .. little, 0, 0, 1, 0, 24, 0, .. new byte[28]];
        foreach (byte[] bomb in new[] { Pictures.Png(30_000, 30_000, 2, new byte[90_000]), jpeg, gif, bmp })
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Assert.That(() => ImagePreprocessing.LoadLetterboxed(bomb), Throws.InstanceOf<ImageRejectedException>().With.Message.EqualTo(
                "The picture is 30000 x 30000, more than the 64,000,000 pixels or 65,535 on a side allowed. Reduce it first."));
            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1_000_000));
        }

        Assert.That(() => ImageCodec.Decode(Pictures.Png(70_000, 1, 2, new byte[210_000])),
            Throws.InstanceOf<ImageRejectedException>().With.Message.Contains("70000 x 1"));
    }

    [Test]
    public void AFileIsReadOrRefusedByName()
    {
        using TemporaryFolder folder = new();
        Pictures.Quarters(8, 8).Save(folder["new/a.png"]);
        Assert.That(RgbImage.Load(folder["new/a.png"]).Pixels, Is.EqualTo(Pictures.Quarters(8, 8).Pixels));
        Assert.That(Directory.GetFiles(folder["new"]), Has.Length.EqualTo(1), "no temporary file is left");
        Assert.That(() => RgbImage.Load(folder["none.jpg"]), Throws.InstanceOf<FileNotFoundException>().With.Message.Contains("none.jpg"));
        Assert.That(() => RgbImage.Load(folder.Write("empty.jpg", [])),
            Throws.InstanceOf<ImageRejectedException>().With.Message.EndsWith("empty.jpg\" is empty."));
        Assert.That(() => RgbImage.Load(folder.Write("doc.jpg", "%PDF-1.7")), Throws.InstanceOf<ImageRejectedException>());
        using (FileStream large = File.Create(folder["large.jpg"]))
            large.SetLength(ImageCodec.MaxFileBytes + 1L);
        Assert.That(() => RgbImage.Load(folder["large.jpg"]), Throws.InstanceOf<ImageRejectedException>().With.Message.Contains("64,000,001 bytes"));
        if (OperatingSystem.IsLinux())
            Assert.That(() => RgbImage.Load("/dev/zero"), Throws.InstanceOf<ImageRejectedException>());
    }

    static int[] Colour(RgbImage image, int x, int y) => [.. image.Pixels.AsSpan(3 * (y * image.Width + x), 3).ToArray().Select(value => (int)value)];

    static void AssertColour(RgbImage image, int x, int y, int[] expected) => Assert.That(Colour(image, x, y), Is.EqualTo(expected).Within(6));
}
