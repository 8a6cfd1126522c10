using CsCheck;
using MlNetFashion.Catalogues;
using MlNetFashion.Images;
using SkiaSharp;

namespace MlNetFashion.Tests.Images;

public class ImagePreprocessingTests
{
    const int Side = Columns.ImageSize;

    /// <summary>The same picture from the definition, pixel by pixel in doubles: the mean over the area that a target pixel covers when reducing,
    /// linear interpolation between the four nearest centres when enlarging.</summary>
    static double[] Reference(RgbImage image, int size)
    {
        // In decimals: a side of seven and a half must not become one of 7.4999.
        decimal longest = Math.Max(image.Width, image.Height);
        int width = Math.Max(1, (int)Math.Round(image.Width * size / longest)), height = Math.Max(1, (int)Math.Round(image.Height * size / longest));
        int left = (size - width) / 2, top = (size - height) / 2;
        double[] result = [.. Enumerable.Repeat(255.0, size * size * 3)];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                for (int channel = 0; channel < 3; channel++)
                {
                    double sum = 0;
                    for (int sourceY = 0; sourceY < image.Height; sourceY++)
                    {
                        double vertical = Weight(y, sourceY, image.Height, height);
                        if (vertical == 0)
                            continue;
                        for (int sourceX = 0; sourceX < image.Width; sourceX++)
                            sum += vertical * Weight(x, sourceX, image.Width, width) * image.Pixels[3 * (sourceY * image.Width + sourceX) + channel];
                    }

                    result[3 * ((top + y) * size + left + x) + channel] = sum;
                }
            }
        }

        return result;
    }

    static double Weight(int target, int source, int sources, int targets)
    {
        double scale = (double)sources / targets;
        if (scale >= 1)
            return Math.Max(0, Math.Min((target + 1) * scale, source + 1) - Math.Max(target * scale, source)) / scale;
        double centre = Math.Clamp((target + 0.5) * scale - 0.5, 0, sources - 1);
        return Math.Max(0, 1 - Math.Abs(centre - source));
    }

    [Test]
    public void LetterboxIsWhatItsDefinitionSays() =>
        Gen.Select(Gen.Int[1, 50], Gen.Int[1, 50], Gen.Int[1, 24], Gen.Int).Sample(
            (width, height, size, seed) =>
            {
                RgbImage image = Pictures.Noise(width, height, seed);
                double[] expected = Reference(image, size);
                RgbImage boxed = ImagePreprocessing.Letterbox(image, size);
                Assert.That((boxed.Width, boxed.Height), Is.EqualTo((size, size)));
                for (int i = 0; i < expected.Length; i++)
                {
                    if (Math.Abs(boxed.Pixels[i] - expected[i]) > 0.51)
                        Assert.Fail($"{width} x {height} to {size}: byte {i} is {boxed.Pixels[i]}, but should be {expected[i]:f3}.");
                }
            },
            iter: 300);

    [Test]
    public void APictureOfTheSizeIsLeftAlone()
    {
        RgbImage image = Pictures.Noise(Side, Side);
        Assert.That(ImagePreprocessing.Letterbox(image).Pixels, Is.EqualTo(image.Pixels));
    }

    [Test]
    public void AnEvenPictureStaysEvenWithWhiteAroundItInTheMiddle()
    {
        var image = new RgbImage(60, 80);
        Array.Fill(image.Pixels, (byte)37);
        RgbImage boxed = ImagePreprocessing.Letterbox(image);
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
                Assert.That(boxed.Pixels[3 * (y * Side + x)], Is.EqualTo(x >= Side / 8 && x < Side - Side / 8 ? 37 : 255));
        }
    }

    [Test]
    public void MirroringBeforeIsMirroringAfter() =>
        Gen.Select(Gen.Int[1, 100].Select(half => 2 * half), Gen.Int[1, 200]).Sample(
            (width, height) =>
            {
                // An odd rest of white lies on one side, so only sizes that leave an even one are comparable.
                if (Math.Round(width * (double)Side / Math.Max(width, height)) % 2 != 0)
                    return;
                RgbImage image = Pictures.Noise(width, height);
                byte[] one = Mirror(ImagePreprocessing.Letterbox(image)).Pixels, other = ImagePreprocessing.Letterbox(Mirror(image)).Pixels;
                Assert.That(one.Zip(other, (a, b) => Math.Abs(a - b)).Max(), Is.LessThanOrEqualTo(1));
            },
            iter: 50);

    [TestCase(1, 1)]
    [TestCase(1, 5000)]
    [TestCase(5000, 1)]
    [TestCase(2, 3)]
    public void TheSmallestAndTheThinnestPicturesAreLetterboxed(int width, int height)
    {
        var image = new RgbImage(width, height);
        RgbImage boxed = ImagePreprocessing.LoadLetterboxed(ImageCodec.EncodePng(image));
        int black = boxed.Pixels.Count(value => value == 0) / 3, white = boxed.Pixels.Count(value => value == 255) / 3;
        int across = Math.Max(1, (int)Math.Round((double)Side * Math.Min(width, height) / Math.Max(width, height)));
        Assert.That((black, white), Is.EqualTo((Side * across, Side * (Side - across))));
    }

    [Test]
    public void ReducingWhileDecodingChangesLittle()
    {
        byte[] jpeg = Pictures.Encode(Pictures.Quarters(1500, 1000), SKEncodedImageFormat.Jpeg);
        byte[] quick = ImagePreprocessing.LoadLetterboxed(jpeg).Pixels, thorough = ImagePreprocessing.Letterbox(ImageCodec.Decode(jpeg)).Pixels;
        Assert.That(quick.Zip(thorough, (a, b) => Math.Abs(a - b)).Average(), Is.LessThan(1));
    }

    [Test]
    public void TensorsAreMinusOneToOneInPlanesAndComeBack()
    {
        RgbImage image = Pictures.Noise(Side, Side);
        (image.Pixels[0], image.Pixels[1], image.Pixels[2]) = (0, 255, 51);
        float[] chw = new float[3 * Side * Side];
        ImagePreprocessing.ToTensor(image, chw);
        Assert.That(new[] { chw[0], chw[Side * Side], chw[2 * Side * Side] }, Is.EqualTo(new[] { -1f, 1f, -0.6f }).Within(1e-6));
        Assert.That(chw, Has.All.InRange(-1f, 1f));
        Assert.That(ImagePreprocessing.FromTensor(chw).Pixels, Is.EqualTo(image.Pixels));
        Assert.That(() => ImagePreprocessing.ToTensor(image, new float[5]),
            Throws.ArgumentException.With.Message.Contains($"fills {3 * Side * Side} numbers, but the span has 5"));
        Assert.That(() => ImagePreprocessing.FromTensor(new float[5]), Throws.ArgumentException.With.Message.Contains($"{3 * Side * Side}"));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void ShrunkPlanesAreTheAveragesOfTheirSquares(int times)
    {
        int side = Side * times;
        float[] chw = [.. Enumerable.Range(0, 3 * side * side).Select(i => MathF.Sin(i * 0.37f))], shrunk = new float[3 * Side * Side];
        ImagePreprocessing.Resize(chw, shrunk);
        for (int i = 0; i < shrunk.Length; i++)
        {
            (int plane, int y, int x) = (i / (Side * Side), i / Side % Side, i % Side);
            double sum = 0;
            for (int square = 0; square < times * times; square++)
                sum += chw[(plane * side + y * times + square / times) * side + x * times + square % times];
            Assert.That(shrunk[i], Is.EqualTo(sum / (times * times)).Within(1e-6));
        }
    }

    // 100 pixels to 80: each covers one and a quarter, so that four are made of five.
    [TestCase(100)]
    [TestCase(96)]
    [TestCase(81)]
    public void APixelOfShrunkPlanesIsTheAverageOfTheAreaThatItCovers(int side)
    {
        float[] chw = [.. Enumerable.Range(0, 3 * side * side).Select(i => MathF.Sin(i * 0.37f))], shrunk = new float[3 * Side * Side];
        ImagePreprocessing.Resize(chw, shrunk);
        double scale = side / (double)Side;
        foreach (int i in (int[])[0, Side - 1, Side * (Side - 1), Side * Side - 1, Side * (Side + 20) + 31, Side * (2 * Side + 40) + 5])
        {
            (int plane, int y, int x) = (i / (Side * Side), i / Side % Side, i % Side);
            double sum = 0;
            for (int row = 0; row < side; row++)
            {
                for (int column = 0; column < side; column++)
                    sum += Covered(y, row) * Covered(x, column) * chw[(plane * side + row) * side + column];
            }

            Assert.That(shrunk[i], Is.EqualTo(sum / (scale * scale)).Within(1e-5));
        }

        double Covered(int small, int large) => Math.Max(0, Math.Min((small + 1) * scale, large + 1) - Math.Max(small * scale, large));
    }

    [TestCase(64)]
    [TestCase(33)]
    public void PlanesThatAreSmallerAreInterpolated(int side)
    {
        // A slope stays the same slope, but for half a pixel at the edges, where there is nothing further out.
        float[] chw = [.. Enumerable.Range(0, 3 * side * side).Select(i => i % side + 10f * (i / side % side))], resized = new float[3 * Side * Side];
        ImagePreprocessing.Resize(chw, resized);
        double scale = side / (double)Side;
        for (int i = 0; i < resized.Length; i++)
            Assert.That(resized[i], Is.EqualTo(Source(i % Side) + 10 * Source(i / Side % Side)).Within(1e-3));

        double Source(int target) => Math.Clamp((target + 0.5) * scale - 0.5, 0, side - 1);
    }

    [TestCase(0, Columns.ImageSize)]
    [TestCase(128, 128)]
    public void PlanesThatAreNoneOrGoElsewhereAreNotResized(int side, int to) =>
        Assert.That(() => ImagePreprocessing.Resize(new float[3 * side * side], new float[3 * to * to]),
            Throws.ArgumentException.With.Message.Contains($"becomes one of {3 * Side * Side} numbers"));

    [Test]
    public void EveryByteComesBackFromItsNumberAndNumbersOutsideAreClamped()
    {
        var image = new RgbImage(16, 16);
        for (int i = 0; i < image.Pixels.Length; i++)
            image.Pixels[i] = (byte)i;
        float[] chw = new float[image.Pixels.Length];
        ImagePreprocessing.ToTensor(image, chw);
        Assert.That(ImagePreprocessing.FromTensor(chw, 16).Pixels, Is.EqualTo(image.Pixels));
        Assert.That(ImagePreprocessing.FromTensor(new[] { -7f, 7f, 0f }, 1).Pixels, Is.EqualTo(new byte[] { 0, 255, 128 }));
    }

    [Test]
    public void RealProductPhotosKeepTheirShapeAndGround()
    {
        string pack = FashionData.Require("myntra-footwear.tar.gz");
        int whiteCorners = 0;
        CatalogueEntry[] entries = [.. new FolderCatalogue([pack], new RejectLog()).Read().Where((_, i) => i % 40 == 0)];
        foreach (CatalogueEntry entry in entries)
        {
            RgbImage photo = entry.Picture.Decode(), boxed = entry.Picture.Letterboxed();
            Assert.That((photo.Width, photo.Height), Is.EqualTo((60, 80)));
            Assert.That(boxed.Pixels.AsSpan(0, 3 * 8).IndexOfAnyExcept((byte)255), Is.EqualTo(-1), "eight columns of white at the left");
            if (boxed.Pixels[3 * 8] > 240)
                whiteCorners++;
        }

        Assert.That(whiteCorners, Is.GreaterThan(entries.Length * 9 / 10), "shoes stand on white");
    }

    static RgbImage Mirror(RgbImage image)
    {
        var mirrored = new RgbImage(image.Width, image.Height);
        for (int y = 0; y < image.Height; y++)
        {
            for (int x = 0; x < image.Width; x++)
                image.Pixels.AsSpan(3 * (y * image.Width + x), 3).CopyTo(mirrored.Pixels.AsSpan(3 * (y * image.Width + image.Width - 1 - x), 3));
        }

        return mirrored;
    }
}
