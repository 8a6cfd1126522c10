using MlNetFashion.ContactSheets;
using MlNetFashion.Images;
using SkiaSharp;

namespace MlNetFashion.Training.Runs.Curves;

/// <summary>Draws panels of curves, two side by side: training in full lines, validation in lines with dots.</summary>
static class CurvePicture
{
    const int Across = 2, Width = 620, Height = 400;

    const float Left = 84, Right = 24, Bottom = 62, Small = 13;

    static readonly SKColor s_ink = new(31, 36, 48), s_grey = new(112, 119, 133), s_rule = new(222, 226, 232);

    static readonly SKColor s_training = new(62, 124, 177);

    static readonly SKColor[] s_validation = [new(217, 119, 43), new(63, 145, 84), new(150, 80, 160), new(196, 57, 66), new(60, 150, 160), new(120, 98, 60)];

    public static RgbImage Draw(IReadOnlyList<CurvePanel> panels)
    {
        int columns = Math.Min(Across, panels.Count), rows = (panels.Count + columns - 1) / columns;
        using var bitmap = new SKBitmap(columns * Width, rows * Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.White);
        var text = new ContactSheetText(ContactSheetTypefaces.None);
        for (int i = 0; i < panels.Count; i++)
        {
            canvas.Save();
            canvas.Translate(i % columns * Width, i / columns * Height);
            Draw(canvas, text, panels[i]);
            canvas.Restore();
        }

        return ImageCodec.FromBitmap(bitmap);
    }

    static void Draw(SKCanvas canvas, ContactSheetText text, CurvePanel panel)
    {
        CurvePoint[] all = [.. panel.Series.SelectMany(series => series.Points)];
        var x = new AxisTicks(Math.Min(0, all.Min(point => point.Step)), all.Max(point => point.Step), 6);
        var y = new AxisTicks(all.Min(point => point.Value), all.Max(point => point.Value), 5);
        SKColor[] colours = Colours(panel);
        float top = Legend(canvas, text,
            [.. panel.Series.Select((series, i) => ($"{series.Name} ({(series.IsValidation ? "validation" : "training")})", colours[i]))]);
        var plot = new SKRect(Left, top, Width - Right, Height - Bottom);
        float X(double step) => plot.Left + x.Place(step) * plot.Width;
        float Y(double value) => plot.Bottom - y.Place(value) * plot.Height;

        using var rule = new SKPaint { Color = s_rule, StrokeWidth = 1 };
        foreach (double tick in y.Values)
        {
            canvas.DrawLine(plot.Left, Y(tick), plot.Right, Y(tick), rule);
            string label = y.Format(tick);
            text.Draw(canvas, label, plot.Left - 8 - text.Measure(label, Small), Y(tick) + 4, Small, s_grey);
        }

        foreach (double tick in x.Values)
        {
            string label = x.Format(tick);
            canvas.DrawLine(X(tick), plot.Bottom, X(tick), plot.Bottom + 4, rule);
            text.Draw(canvas, label, X(tick) - text.Measure(label, Small) / 2, plot.Bottom + 20, Small, s_grey);
        }

        text.Draw(canvas, "step", plot.MidX - text.Measure("step", Small) / 2, plot.Bottom + 40, Small, s_ink);
        canvas.Save();
        canvas.RotateDegrees(-90);
        text.Draw(canvas, panel.Name, -plot.MidY - text.Measure(panel.Name, Small) / 2, 28, Small, s_ink);
        canvas.Restore();

        for (int i = 0; i < colours.Length; i++)
            Curve(canvas, [.. panel.Series[i].Points.Select(point => new SKPoint(X(point.Step), Y(point.Value)))], colours[i],
                dots: panel.Series[i].IsValidation);
    }

    // The first scores of every panel are of the same colour, and so on.
    static SKColor[] Colours(CurvePanel panel)
    {
        int validations = 0;
        return [.. panel.Series.Select(series => series.IsValidation ? s_validation[validations++ % s_validation.Length] : s_training)];
    }

    static void Curve(SKCanvas canvas, SKPoint[] points, SKColor colour, bool dots)
    {
        using var pen = new SKPaint { Color = colour, StrokeWidth = 2, IsStroke = true, IsAntialias = true, StrokeJoin = SKStrokeJoin.Round };
        using var fill = new SKPaint { Color = colour, IsAntialias = true };
        for (int i = 1; i < points.Length; i++)
            canvas.DrawLine(points[i - 1], points[i], pen);
        foreach (SKPoint point in dots || points.Length == 1 ? points : [])
            canvas.DrawCircle(point, 3, fill);
    }

    /// <summary>A line of the colour and the name of each series, in as many rows as they need.</summary>
    /// <returns>The height it took.</returns>
    static float Legend(SKCanvas canvas, ContactSheetText text, (string Name, SKColor Colour)[] entries)
    {
        const float Line = 18, Gap = 6, Row = 20;
        float x = Left, y = Row;
        foreach ((string name, SKColor colour) in entries)
        {
            float room = Line + Gap + text.Measure(name, Small);
            if (x > Left && x + room > Width - Right)
                (x, y) = (Left, y + Row);
            using var pen = new SKPaint { Color = colour, StrokeWidth = 3 };
            canvas.DrawLine(x, y - 4, x + Line, y - 4, pen);
            text.Draw(canvas, name, x + Line + Gap, y, Small, s_ink);
            x += room + Gap * 3;
        }

        return y + Row;
    }
}
