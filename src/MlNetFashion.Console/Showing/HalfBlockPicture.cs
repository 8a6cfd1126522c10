using MlNetFashion.Images;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MlNetFashion.Tool;

/// <summary>Pictures side by side in a terminal: a character cell holds two pixels, the upper as an upper half block, the lower as its background.</summary>
/// <param name="pictures">Square or not; each is letterboxed.</param>
/// <param name="size">Columns of one picture; it takes half as many rows. Even, 2 or more.</param>
sealed class HalfBlockPicture(IReadOnlyList<RgbImage> pictures, int size = 32) : Renderable
{
    const int Gap = 2;

    readonly RgbImage[] _pictures = [.. pictures.Select(picture => ImagePreprocessing.Letterbox(picture, size))];

    protected override Measurement Measure(RenderOptions options, int maxWidth)
    {
        int width = Width(Fitting(maxWidth));
        return new Measurement(width, width);
    }

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        int fitting = Fitting(maxWidth);
        for (int row = 0; row < size; row += 2)
        {
            for (int shown = 0; shown < fitting; shown++)
            {
                if (shown > 0)
                    yield return Segment.Padding(Gap);
                for (int column = 0; column < size; column++)
                    yield return new Segment("▀", new Style(Pixel(shown, column, row), Pixel(shown, column, row + 1)));
            }

            yield return Segment.LineBreak;
        }
    }

    int Fitting(int maxWidth) => Math.Clamp((maxWidth + Gap) / (size + Gap), 1, Math.Max(1, _pictures.Length));

    int Width(int shown) => shown * (size + Gap) - Gap;

    Color Pixel(int picture, int x, int y)
    {
        ReadOnlySpan<byte> rgb = _pictures[picture].Pixels.AsSpan((y * size + x) * 3, 3);
        return new Color(rgb[0], rgb[1], rgb[2]);
    }
}
