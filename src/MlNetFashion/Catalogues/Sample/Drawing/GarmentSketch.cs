using SkiaSharp;

namespace MlNetFashion.Catalogues;

/// <summary>A sheet of paper with one garment's cloth and pens, in garment units (see <see cref="Outline"/>).</summary>
sealed class GarmentSketch : IDisposable
{
    const float Units = 128;

    // Nobody sees light on a narrower part, and drawing it takes most of the time.
    const float Narrow = 13;

    readonly SKCanvas _canvas;
    readonly Cloth? _cloth;
    readonly SKPaint _fill = new() { IsAntialias = true };
    readonly SKPaint _pen = new() { IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeCap = SKStrokeCap.Round, StrokeJoin = SKStrokeJoin.Round };

    public GarmentSketch(SKCanvas canvas, SampleGarment garment, int size)
    {
        _canvas = canvas;
        Garment = garment;
        Cut = new SampleRandom(garment.Style, 10);
        var shade = new SampleRandom(garment.Style, 11);
        Main = Dye.Shade(garment.Colour, shade);
        Second = garment.SecondColour is { } second ? Dye.Shade(second, shade) : Dye.IsDark(Main) ? Dye.Lighter(Main, 0.35f) : Dye.Darker(Main, 0.3f);
        if (garment.Pattern is not (SampleAttributes.Solid or "graphic"))
            _cloth = Cloth.Print(garment.Pattern, Main, Second, new SampleRandom(garment.Style, 12), size / Units);
        Pose(new SampleRandom(garment.Style, 13), size / Units);
    }

    public SampleGarment Garment { get; }

    /// <summary>Random numbers for shapes and details; every kind draws from it in its own order.</summary>
    public SampleRandom Cut { get; }

    public SKColor Main { get; }

    /// <summary>The colour of the pattern; a darker or lighter <see cref="Main"/> for a solid garment.</summary>
    public SKColor Second { get; }

    public bool IsPatterned => Garment.Pattern != SampleAttributes.Solid;

    void Pose(SampleRandom random, float scale)
    {
        _canvas.Scale(scale);
        _canvas.Translate(64 + random.Between(-2, 2), 64 + random.Between(-1.5f, 1.5f));
        _canvas.RotateDegrees(random.Between(-2.5f, 2.5f));
        _canvas.Scale(random.Between(0.93f, 1.03f) * Garment.Kind.Zoom, random.Between(0.94f, 1.02f) * Garment.Kind.Zoom);
        _canvas.Translate(0, -64);
    }

    /// <summary>A panel of the garment's cloth that is symmetric about the middle.</summary>
    public void Panel(Outline half, float darker = 0)
    {
        using SKPath path = half.Mirrored();
        Panel(path, 0, darker);
    }

    /// <summary>A panel and its mirror image: sleeves, legs.</summary>
    /// <param name="outline">The one on the right.</param>
    /// <param name="degrees">How the cloth of the right one lies.</param>
    public void Pair(Outline outline, float degrees = 0)
    {
        using SKPath right = outline.Closed(), left = outline.Closed(flip: true);
        Panel(left, -degrees, 0);
        Panel(right, degrees, 0);
    }

    /// <summary>A panel as it is given.</summary>
    public void Single(Outline outline, float degrees = 0, float darker = 0)
    {
        using SKPath path = outline.Closed();
        Panel(path, degrees, darker);
    }

    void Panel(SKPath path, float degrees, float darker)
    {
        if (_cloth is null)
        {
            Part(path, Dye.Darker(Main, darker));
            return;
        }

        SKRect bounds = path.Bounds;
        using (SKShader shader = _cloth.Laid(degrees, bounds.MidX, bounds.MidY))
            Fill(path, shader);
        if (darker > 0)
            Fill(path, SKColors.Black.WithAlpha((byte)(255 * darker)));
        // The light falls on the cloth as it is.
        using (SKShader shade = Light.Over(bounds, Main))
            Fill(path, shade);
        Edge(path, Dye.Edge(Main), 1.1f);
    }

    /// <summary>A symmetric part in one colour, rounded by shading.</summary>
    public void Part(Outline half, SKColor colour)
    {
        using SKPath path = half.Mirrored();
        Part(path, colour);
    }

    /// <summary>A part in one colour and its mirror image.</summary>
    public void PartPair(Outline outline, SKColor colour)
    {
        using SKPath right = outline.Closed(), left = outline.Closed(flip: true);
        Part(left, colour);
        Part(right, colour);
    }

    /// <summary>A part in one colour, as it is given.</summary>
    public void PartSingle(Outline outline, SKColor colour)
    {
        using SKPath path = outline.Closed();
        Part(path, colour);
    }

    void Part(SKPath path, SKColor colour)
    {
        SKRect bounds = path.Bounds;
        if (bounds.Width < Narrow)
        {
            Fill(path, colour);
        }
        else
        {
            using SKShader shader = Light.On(bounds, colour);
            Fill(path, shader);
        }

        Edge(path, Dye.Edge(colour), 1.1f);
    }

    void Fill(SKPath path, SKShader shader)
    {
        _fill.Color = SKColors.Black;
        _fill.Shader = shader;
        _canvas.DrawPath(path, _fill);
        _fill.Shader = null;
    }

    void Fill(SKPath path, SKColor colour)
    {
        _fill.Color = colour;
        _canvas.DrawPath(path, _fill);
    }

    /// <summary>A spot of colour as it is given.</summary>
    public void FlatSingle(Outline outline, SKColor colour)
    {
        using SKPath path = outline.Closed();
        Fill(path, colour);
    }

    public void Disc(float x, float y, float radius, SKColor colour)
    {
        _fill.Color = colour;
        _canvas.DrawCircle(x, y, radius, _fill);
    }

    public void Ring(float x, float y, float radius, float width, SKColor colour)
    {
        _pen.Color = colour;
        _pen.StrokeWidth = width;
        _canvas.DrawCircle(x, y, radius, _pen);
    }

    public void Oval(float x, float y, float radiusX, float radiusY, SKColor colour)
    {
        _fill.Color = colour;
        _canvas.DrawOval(x, y, radiusX, radiusY, _fill);
    }

    /// <summary>A light spot that fades towards its edge.</summary>
    public void Glow(float x, float y, float radiusX, float radiusY, byte strength)
    {
        SKMatrix place = SKMatrix.CreateTranslation(x, y).PreConcat(SKMatrix.CreateScale(1, radiusY / radiusX));
        using SKShader shader = SKShader.CreateRadialGradient(new SKPoint(0, 0), radiusX, [SKColors.White.WithAlpha(strength), SKColors.White.WithAlpha(0)],
            [0, 1], SKShaderTileMode.Clamp, place);
        _fill.Color = SKColors.Black;
        _fill.Shader = shader;
        _canvas.DrawOval(x, y, radiusX, radiusY, _fill);
        _fill.Shader = null;
    }

    /// <summary>A button: a disc with a rim that shows on the cloth.</summary>
    public void Button(float x, float y, float radius = 1.5f)
    {
        SKColor colour = Dye.IsDark(Main) ? Dye.Lighter(Main, 0.55f) : Dye.Darker(Main, 0.5f);
        Disc(x, y, radius, colour);
    }

    /// <summary>A stroke as it is given.</summary>
    public void Stroke(Outline line, float width, SKColor colour)
    {
        using SKPath path = line.Open();
        Edge(path, colour, width);
    }

    /// <summary>A stroke and its mirror image, which meet where the line starts in the middle.</summary>
    public void StrokeMirrored(Outline half, float width, SKColor colour)
    {
        using SKPath path = half.Mirrored(isClosed: false);
        Edge(path, colour, width);
    }

    /// <summary>A stroke and its mirror image, apart from each other.</summary>
    public void StrokePair(Outline line, float width, SKColor colour)
    {
        Stroke(line, width, colour);
        using SKPath path = line.Open(flip: true);
        Edge(path, colour, width);
    }

    /// <summary>A seam across the middle.</summary>
    public void Seam(Outline half, float width = 0.9f) => StrokeMirrored(half, width, Dye.Seam(Main));

    public void SeamPair(Outline line, float width = 0.9f) => StrokePair(line, width, Dye.Seam(Main));

    public void SeamSingle(Outline line, float width = 0.9f) => Stroke(line, width, Dye.Seam(Main));

    /// <summary>A soft fold between two points, thickest in the middle.</summary>
    public void Fold(float x1, float y1, float x2, float y2, float thickness = 2.2f)
    {
        float middleX = (x1 + x2) / 2, middleY = (y1 + y2) / 2, length = MathF.Max(1, MathF.Sqrt((x2 - x1) * (x2 - x1) + (y2 - y1) * (y2 - y1)));
        float acrossX = (y1 - y2) / length * thickness, acrossY = (x2 - x1) / length * thickness;
        SKColor tone = Dye.IsDark(Main) ? SKColors.White.WithAlpha(22) : SKColors.Black.WithAlpha(24);
        FlatSingle(new Outline(x1, y1).Curve(middleX + acrossX, middleY + acrossY, x2, y2)
            .Curve(middleX - acrossX * 0.3f, middleY - acrossY * 0.3f, x1, y1), tone);
    }

    /// <summary>Folds on both sides.</summary>
    public void FoldPair(float x1, float y1, float x2, float y2, float thickness = 2.2f)
    {
        Fold(x1, y1, x2, y2, thickness);
        Fold(-x1, y1, -x2, y2, thickness);
    }

    void Edge(SKPath path, SKColor colour, float width)
    {
        _pen.Color = colour;
        _pen.StrokeWidth = width;
        _canvas.DrawPath(path, _pen);
    }

    public void Dispose()
    {
        _cloth?.Dispose();
        _fill.Dispose();
        _pen.Dispose();
    }
}
