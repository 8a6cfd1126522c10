using System.Globalization;
using MlNetFashion.Images;
using MlNetFashion.Querying;
using MlNetFashion.Storage;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Gif;
using SixLabors.ImageSharp.PixelFormats;

namespace MlNetFashion.ImageSharp;

/// <summary>Pictures one after another, as an animated GIF or WebP: how a generator learned, or the way from one query to another. Immutable.</summary>
/// <example><code>
/// PictureAnimation.OfWay(pipeline, new FashionQuery("a red dress"), new FashionQuery("blue jeans")).SaveWebp("way.webp");
/// PictureAnimation.OfRun("runs/generator").SaveGif("learning.gif");
/// </code></example>
public sealed class PictureAnimation
{
    const string Sheet = "samples-", Ending = ".png";

    readonly IReadOnlyList<RgbImage> _frames;
    readonly AnimationOptions _options;

    /// <summary>Makes an animation.</summary>
    /// <param name="frames">One or more pictures of one size, at most 16,384 pixels a side.</param>
    /// <param name="options">How they are shown; null for the defaults.</param>
    /// <exception cref="ArgumentException">There is none, they differ in size, or are too large.</exception>
    public PictureAnimation(IReadOnlyList<RgbImage> frames, AnimationOptions? options = null)
    {
        _options = (options ?? new()).Checked();
        if (frames.Count == 0)
            throw new ArgumentException("An animation has one picture or more, but none was given.", nameof(frames));
        (int width, int height) = (frames[0].Width, frames[0].Height);
        if (frames.FirstOrDefault(frame => (frame.Width, frame.Height) != (width, height)) is { } odd)
            throw new ArgumentException($"The pictures of an animation have one size, but the first is {width} x {height} and another "
                + $"{odd.Width} x {odd.Height}. Make them alike.", nameof(frames));
        if (Math.Max(width, height) > AnimatedWebp.LargestSide)
            throw new ArgumentException($"A side of an animation has at most {AnimatedWebp.LargestSide:N0} pixels, but the pictures have {width} x {height}.",
                nameof(frames));
        _frames = _options.BackAgain ? [.. frames, .. frames.Reverse().Skip(1).SkipLast(1)] : [.. frames];
    }

    /// <summary>The pictures, in the order in which they are shown.</summary>
    public IReadOnlyList<RgbImage> Frames => _frames;

    /// <summary>How a generator learned: the sheets of samples that a run left on its way, of the same noise at every step.</summary>
    /// <param name="run">The folder of a run.</param>
    /// <param name="options">How they are shown; null for the defaults.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">The run left no sheets.</exception>
    public static PictureAnimation OfRun(string run, AnimationOptions? options = null)
    {
        string[] sheets =
        [
            .. Directory.EnumerateFiles(run, $"{Sheet}*{Ending}").Select(file => (File: file, Step: Step(file)))
                .Where(sheet => sheet.Step >= 0).OrderBy(sheet => sheet.Step).Select(sheet => sheet.File),
        ];
        return sheets.Length > 0 ? new PictureAnimation([.. sheets.Select(RgbImage.Load)], options)
            : throw new InvalidDataException($"The run \"{run}\" has no sheets of samples ({Sheet}000100{Ending}). "
                + "Name the run of a generator that has reached its first.");
    }

    /// <summary>The way from one query to another: see <see cref="FashionPipeline.Interpolate"/>.</summary>
    /// <param name="pipeline">Draws.</param>
    /// <param name="from">The first picture's query.</param>
    /// <param name="to">The last picture's.</param>
    /// <param name="count">How many pictures, 2 or more.</param>
    /// <param name="seed">Of the noise that all share.</param>
    /// <param name="options">How they are shown; null for there and back again.</param>
    /// <inheritdoc cref="FashionPipeline.Interpolate" path="/exception"/>
    public static PictureAnimation OfWay(
        FashionPipeline pipeline, FashionQuery from, FashionQuery to, int count = 16, long seed = 1, AnimationOptions? options = null) =>
        new(pipeline.Interpolate(from, to, count, seed), options ?? new AnimationOptions { BackAgain = true, LastMilliseconds = 120 });

    /// <summary>Writes a GIF: 256 colours a frame. The file has its name when it is complete.</summary>
    /// <param name="path">A file of the name is replaced.</param>
    public void SaveGif(string path) => FileDraft.Write(path, stream =>
    {
        using Image<Rgb24> image = _frames[0].ToImageSharp();
        GifMetadata metadata = image.Metadata.GetGifMetadata();
        (metadata.RepeatCount, metadata.ColorTableMode) = ((ushort)_options.Repeats, GifColorTableMode.Local);
        for (int i = 0; i < _frames.Count; i++)
        {
            if (i > 0)
            {
                using Image<Rgb24> next = _frames[i].ToImageSharp();
                image.Frames.AddFrame(next.Frames.RootFrame);
            }

            image.Frames[i].Metadata.GetGifMetadata().FrameDelay = _options.Milliseconds(i, _frames.Count) / 10;
        }

        image.Save(stream, new GifEncoder { ColorTableMode = GifColorTableMode.Local });
    });

    /// <summary>Writes a WebP without loss: all colours, and smaller than a GIF. The file has its name when it is complete.</summary>
    /// <param name="path">A file of the name is replaced.</param>
    public void SaveWebp(string path) =>
        FileDraft.Write(path, stream => AnimatedWebp.Write(stream, _frames,
            [.. Enumerable.Range(0, _frames.Count).Select(i => _options.Milliseconds(i, _frames.Count))], (ushort)_options.Repeats));

    static int Step(string file) => int.TryParse(Path.GetFileName(file).AsSpan()[Sheet.Length..^Ending.Length], NumberStyles.None,
        CultureInfo.InvariantCulture, out int step) ? step : -1;
}
