using System.Buffers.Binary;
using CsCheck;
using MlNetFashion.Catalogues;
using MlNetFashion.Images;
using MlNetFashion.Querying;
using MlNetFashion.Tests;
using MlNetFashion.Tests.Models;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Bmp;
using SixLabors.ImageSharp.Formats.Gif;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Formats.Webp;
using SixLabors.ImageSharp.Metadata.Profiles.Icc;
using SixLabors.ImageSharp.PixelFormats;
using SkiaSharp;

namespace MlNetFashion.ImageSharp.Tests;

/// <summary>Images of ImageSharp and ours are the same pictures; Skia reads the animations, and each decoder checks the other.</summary>
public sealed class ImageSharpTests
{
    static readonly RgbImage[] s_garments = [.. SampleCatalogue.Draw(6).Select(entry => entry.Picture.Decode())];

    static readonly Gen<RgbImage> s_noise = Gen.Select(Gen.Int[1, 40], Gen.Int[1, 40], Gen.Int[0, int.MaxValue]).Select((width, height, seed) =>
    {
        var picture = new RgbImage(width, height);
        new Random(seed).NextBytes(picture.Pixels);
        return picture;
    });

    // A name, the encoder, and how far a byte may be off between two decoders.
    static readonly (string Name, IImageEncoder Encoder, int Tolerance)[] s_formats =
    [
        ("png", new PngEncoder(), 0), ("bmp", new BmpEncoder(), 0), ("gif", new GifEncoder(), 0),
        ("webp", new WebpEncoder { FileFormat = WebpFileFormatType.Lossless }, 0),
        // Colours at full size: how small ones are enlarged is each decoder's own choice.
        ("jpeg", new JpegEncoder { Quality = 90, ColorType = JpegColorType.YCbCrRatio444 }, 6),
    ];

    static readonly string[] s_names = [.. s_formats.Select(format => format.Name)];

    [Test]
    public void A_picture_is_the_same_there_and_back_again() => s_noise.Sample(picture =>
    {
        using Image<Rgb24> image = picture.ToImageSharp();
        Assert.That((image.Width, image.Height), Is.EqualTo((picture.Width, picture.Height)));
        Assert.That((image[picture.Width - 1, 0].R, image[0, picture.Height - 1].B),
            Is.EqualTo((picture.Pixels[3 * (picture.Width - 1)], picture.Pixels[3 * picture.Width * (picture.Height - 1) + 2])));
        Assert.That(image.ToPicture().Pixels, Is.EqualTo(picture.Pixels));
        FashionQuery query = image.ToQuery("in blue");
        Assert.That((query.Text, query.Image!.Width), Is.EqualTo(("in blue", picture.Width)));
    }, iter: 50);

    [TestCaseSource(nameof(s_names))]
    public void Our_decoder_sees_what_ImageSharps_sees(string name)
    {
        (_, IImageEncoder encoder, int tolerance) = s_formats.Single(format => format.Name == name);
        foreach (RgbImage garment in s_garments)
        {
            using Image<Rgb24> image = garment.ToImageSharp();
            using var file = new MemoryStream();
            image.Save(file, encoder);
            using Image<Rgb24> theirs = Image.Load<Rgb24>(ImageSharpFormats.Configuration, file.ToArray());
            RgbImage ours = ImageCodec.Decode(file.ToArray());
            Assert.That((ours.Width, ours.Height), Is.EqualTo((theirs.Width, theirs.Height)));
            byte[] expected = theirs.ToPicture().Pixels;
            Assert.That(Enumerable.Range(0, expected.Length).Max(i => Math.Abs(expected[i] - ours.Pixels[i])), Is.LessThanOrEqualTo(tolerance));
        }
    }

    [TestCaseSource(nameof(s_names))]
    public void ImageSharps_decoder_reads_what_is_allowed_and_nothing_else(string name)
    {
        Assert.That(ImageSharpFormats.Configuration.ImageFormats.Select(format => format.Name.ToLowerInvariant()), Is.EquivalentTo(s_names));
        byte[] tiff = [(byte)'I', (byte)'I', 42, 0, 8, 0, 0, 0, 0, 0];
        Assert.That(() => Image.Load<Rgb24>(ImageSharpFormats.Configuration, tiff), Throws.InstanceOf<UnknownImageFormatException>(), name);
    }

    [Test]
    public void The_entries_of_a_colour_profile_are_never_read()
    {
        // A table of 100 x 100 x 100 colours that is not there (GHSA-gwg2-r3hj-4w44): whoever reads the entries makes room for it.
        byte[] profile = new byte[196];
        BinaryPrimitives.WriteInt32BigEndian(profile, profile.Length);
        "RGB XYZ "u8.CopyTo(profile.AsSpan(16));
        "acsp"u8.CopyTo(profile.AsSpan(36));
        BinaryPrimitives.WriteInt32BigEndian(profile.AsSpan(128), 1);
        "A2B0"u8.CopyTo(profile.AsSpan(132));
        BinaryPrimitives.WriteInt32BigEndian(profile.AsSpan(136), 144);
        BinaryPrimitives.WriteInt32BigEndian(profile.AsSpan(140), 52);
        "mft2"u8.CopyTo(profile.AsSpan(144));
        profile.AsSpan(152, 3).Fill(3);
        profile[154] = 100;
        using Image<Rgb24> image = s_garments[0].ToImageSharp();
        image.Metadata.IccProfile = new IccProfile(profile);
        using var file = new MemoryStream();
        image.Save(file, new JpegEncoder());
        long before = GC.GetAllocatedBytesForCurrentThread();
        using Image<Rgb24> read = Image.Load<Rgb24>(ImageSharpFormats.Configuration, file.ToArray());
        _ = read.ToPicture();
        long loaded = GC.GetAllocatedBytesForCurrentThread() - before;
        _ = read.Metadata.IccProfile.Entries;
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before - loaded, Is.GreaterThan(8_000_000));
        Assert.That(loaded, Is.LessThan(2_000_000));
    }

    [Test]
    public void An_animated_WebP_holds_each_picture_bit_for_bit_as_Skia_reads_it() => s_noise.Array[1, 5].Sample(pictures =>
    {
        using TemporaryFolder folder = new();
        RgbImage[] frames = [.. pictures.Select((_, i) => Noise(pictures[0].Width, pictures[0].Height, i))];
        new PictureAnimation(frames, new AnimationOptions { FrameMilliseconds = 130, LastMilliseconds = 700, Repeats = 3 }).SaveWebp(folder["a.webp"]);
        (RgbImage Picture, int Milliseconds)[] read = Read(folder["a.webp"], out int repetitions);
        Assert.That(read.Select(frame => frame.Picture.Pixels), Is.EqualTo(frames.Select(frame => frame.Pixels)));
        if (frames.Length > 1)
        {
            Assert.That(read.Select(frame => frame.Milliseconds), Is.EqualTo(Enumerable.Repeat(130, frames.Length - 1).Append(700)));
            Assert.That(repetitions, Is.EqualTo(2), "shown three times is repeated twice");
        }
    }, iter: 30);

    [Test]
    public void An_animated_GIF_shows_the_pictures_in_their_order_for_their_time()
    {
        using TemporaryFolder folder = new();
        new PictureAnimation(s_garments, new AnimationOptions { FrameMilliseconds = 120, LastMilliseconds = 900 }).SaveGif(folder["a.gif"]);
        (RgbImage Picture, int Milliseconds)[] read = Read(folder["a.gif"], out int repetitions);
        Assert.That(read.Select(frame => frame.Milliseconds), Is.EqualTo([120, 120, 120, 120, 120, 900]));
        Assert.That(repetitions, Is.EqualTo(-1), "without end");
        for (int i = 0; i < read.Length; i++)
        {
            double[] distances = [.. s_garments.Select(garment => Distance(garment, read[i].Picture))];
            Assert.That(Array.IndexOf(distances, distances.Min()), Is.EqualTo(i));
            Assert.That(distances[i], Is.LessThan(6), "256 colours a frame are near enough");
        }
    }

    [Test]
    public void A_way_goes_there_and_back_and_a_run_is_shown_step_by_step()
    {
        using FashionPipeline pipeline = FashionPipeline.Load(TinyModels.Folder);
        PictureAnimation way = PictureAnimation.OfWay(pipeline, new FashionQuery("red dress"), new FashionQuery("blue shirt"), count: 5);
        Assert.That(way.Frames, Has.Count.EqualTo(8));
        Assert.That(way.Frames.Skip(5).Select(frame => frame.Pixels), Is.EqualTo(way.Frames.Skip(1).Take(3).Reverse().Select(frame => frame.Pixels)));

        using TemporaryFolder run = new();
        Assert.That(() => PictureAnimation.OfRun(run.Path), Throws.TypeOf<InvalidDataException>().With.Message.Contains("has no sheets of samples"));
        foreach (int step in (int[])[1000, 50, 200_000])
            Noise(8, 8, step).Save(run[$"samples-{step:D6}.png"]);
        File.WriteAllText(run["samples-notes.png"], "not a sheet");
        Assert.That(PictureAnimation.OfRun(run.Path).Frames.Select(frame => frame.Pixels),
            Is.EqualTo(((int[])[50, 1000, 200_000]).Select(step => Noise(8, 8, step).Pixels)));
    }

    [Test]
    public void What_cannot_be_shown_is_refused_with_both_values()
    {
        Assert.That(() => new PictureAnimation([]), Throws.ArgumentException.With.Message.Contains("none was given"));
        Assert.That(() => new PictureAnimation([new RgbImage(2, 3), new RgbImage(3, 2)]),
            Throws.ArgumentException.With.Message.Contains("2 x 3").And.Message.Contains("3 x 2"));
        Assert.That(() => new PictureAnimation([new RgbImage(1, 1)], new AnimationOptions { FrameMilliseconds = 5 }),
            Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    static RgbImage Noise(int width, int height, int seed)
    {
        var picture = new RgbImage(width, height);
        new Random(seed).NextBytes(picture.Pixels);
        return picture;
    }

    static double Distance(RgbImage one, RgbImage other) => one.Pixels.Zip(other.Pixels, (a, b) => Math.Abs(a - b)).Average();

    static (RgbImage Picture, int Milliseconds)[] Read(string file, out int repetitions)
    {
        using SKCodec codec = SKCodec.Create(file);
        repetitions = codec.RepetitionCount;
        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        var frames = new (RgbImage, int)[Math.Max(1, codec.FrameCount)];
        for (int i = 0; i < frames.Length; i++)
        {
            using var bitmap = new SKBitmap(info);
            Assert.That(codec.GetPixels(info, bitmap.GetPixels(), new SKCodecOptions(i)), Is.EqualTo(SKCodecResult.Success));
            var picture = new RgbImage(info.Width, info.Height);
            ReadOnlySpan<byte> pixels = bitmap.GetPixelSpan();
            for (int pixel = 0; pixel < info.Width * info.Height; pixel++)
                pixels.Slice(4 * pixel, 3).CopyTo(picture.Pixels.AsSpan(3 * pixel));
            frames[i] = (picture, codec.FrameCount > 0 ? codec.FrameInfo[i].Duration : 0);
        }

        return frames;
    }
}
