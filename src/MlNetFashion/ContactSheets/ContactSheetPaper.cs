using MlNetFashion.Images;
using SkiaSharp;

namespace MlNetFashion.ContactSheets;

/// <summary>White paper of a size, with the pens, colours and pictures of a <see cref="ContactSheet"/>. Lengths are pixels before scaling.</summary>
sealed class ContactSheetPaper : IDisposable
{
    // 160 MB while it is drawn.
    const long MaxPixels = 40_000_000;

    public static readonly SKColor Ink = new(31, 36, 48), Grey = new(112, 119, 133), Border = new(222, 226, 232), Wash = new(246, 247, 250),
        Accent = new(62, 124, 177);

    readonly SKBitmap _bitmap;
    readonly SKCanvas _canvas;
    readonly SKPaint _paint = new() { IsAntialias = true };

    public ContactSheetPaper(float width, float height, ContactSheetOptions options, ContactSheetText text)
    {
        double pixelsWide = Math.Ceiling(width * (double)options.Scale), pixelsHigh = Math.Ceiling(height * (double)options.Scale);
        if (pixelsWide * pixelsHigh > MaxPixels)
            throw new ArgumentException($"The contact sheet would be {pixelsWide:F0} x {pixelsHigh:F0}, more than the {MaxPixels:N0} pixels allowed. "
                + "Show fewer or smaller pictures.");
        Text = text;
        _bitmap = new SKBitmap(new SKImageInfo((int)pixelsWide, (int)pixelsHigh, SKColorType.Rgba8888, SKAlphaType.Opaque));
        _canvas = new SKCanvas(_bitmap);
        _canvas.Clear(SKColors.White);
        _canvas.Scale(options.Scale);
    }

    public ContactSheetText Text { get; }

    public RgbImage ToImage() => ImageCodec.FromBitmap(_bitmap);

    /// <summary>A rounded card with a soft border.</summary>
    public void Card(SKRect place, SKColor colour)
    {
        _paint.Style = SKPaintStyle.Fill;
        _paint.Color = colour;
        _canvas.DrawRoundRect(place, 10, 10, _paint);
        Frame(place, 10);
    }

    void Frame(SKRect place, float radius)
    {
        _paint.Style = SKPaintStyle.Stroke;
        _paint.StrokeWidth = 1;
        _paint.Color = Border;
        place.Inflate(-0.5f, -0.5f);
        _canvas.DrawRoundRect(place, radius, radius, _paint);
        _paint.Style = SKPaintStyle.Fill;
    }

    /// <summary>A picture, whole and in the middle of its place, on white; a placeholder where there is none.</summary>
    public void Picture(RgbImage? image, SKRect place)
    {
        const float radius = 6;
        using var corners = new SKRoundRect(place, radius);
        _canvas.Save();
        _canvas.ClipRoundRect(corners, antialias: true);
        _paint.Color = image is null ? Wash : SKColors.White;
        _canvas.DrawRect(place, _paint);
        if (image is not null)
            DrawPixels(image, place);
        _canvas.Restore();
        Frame(place, radius);
        if (image is null)
            Centred("no picture", place, place.MidY + 4, 12, Grey);
    }

    void DrawPixels(RgbImage image, SKRect place)
    {
        place.Inflate(-2, -2);
        float scale = Math.Min(place.Width / image.Width, place.Height / image.Height);
        float width = image.Width * scale, height = image.Height * scale;
        using SKBitmap bitmap = ImageCodec.ToBitmap(image);
        using SKImage pixels = SKImage.FromBitmap(bitmap);
        // Small pictures become large without steps, large ones small without glitter.
        SKSamplingOptions sampling = scale * _canvas.TotalMatrix.ScaleX >= 1 ? new SKSamplingOptions(SKCubicResampler.CatmullRom)
            : new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear);
        _canvas.DrawImage(pixels, SKRect.Create(place.MidX - width / 2, place.MidY - height / 2, width, height), sampling, _paint);
    }

    /// <summary>One line from the left.</summary>
    public void Line(string text, float x, float baseLine, float size, SKColor colour, bool isBold = false) =>
        Text.Draw(_canvas, text, x, baseLine, size, colour, isBold);

    /// <summary>Lines under each other.</summary>
    /// <returns>The base line of the line that would follow.</returns>
    public float Lines(IReadOnlyList<string> lines, float x, float baseLine, float size, float height, SKColor colour, bool isBold = false)
    {
        foreach (string line in lines)
        {
            Line(line, x, baseLine, size, colour, isBold);
            baseLine += height;
        }

        return baseLine;
    }

    /// <summary>One line in the middle of a place, shortened to its width.</summary>
    public void Centred(string text, SKRect place, float baseLine, float size, SKColor colour)
    {
        foreach (string line in Text.Break(text, size, place.Width, maxLines: 1))
            Line(line, place.MidX - Text.Measure(line, size) / 2, baseLine, size, colour);
    }

    /// <summary>A rank in a dark disc.</summary>
    public void Badge(int rank, float x, float y)
    {
        string text = rank.ToString();
        float width = Math.Max(22, Text.Measure(text, 11, isBold: true) + 12);
        _paint.Color = Ink;
        _canvas.DrawRoundRect(x, y, width, 22, 11, 11, _paint);
        Line(text, x + (width - Text.Measure(text, 11, isBold: true)) / 2, y + 15, 11, SKColors.White, isBold: true);
    }

    /// <summary>A thin bar that is filled to a share.</summary>
    public void Bar(SKRect place, float share)
    {
        _paint.Color = Border;
        _canvas.DrawRoundRect(place, place.Height / 2, place.Height / 2, _paint);
        _paint.Color = Accent;
        if (share > 0)
            _canvas.DrawRoundRect(SKRect.Create(place.Left, place.Top, Math.Max(place.Height, place.Width * Math.Min(1, share)), place.Height),
                place.Height / 2, place.Height / 2, _paint);
    }

    public void Dispose()
    {
        _paint.Dispose();
        _canvas.Dispose();
        _bitmap.Dispose();
    }
}
