using SkiaSharp;

namespace MlNetFashion.Catalogues;

/// <summary>Stripes, checks, dots and flowers. The ground keeps most of the area, so that the main colour is the main colour.</summary>
static class ClothPattern
{
    public static void Print(string pattern, SKCanvas canvas, SKPaint paint, SKColor ground, SampleRandom random, SKRect area)
    {
        switch (pattern)
        {
            case "striped":
                Stripes(canvas, paint, random, area);
                break;
            case "checked":
                Checks(canvas, paint, ground, random, area);
                break;
            case "dotted":
                Dots(canvas, paint, random, area);
                break;
            case "floral":
                Flowers(canvas, paint, ground, random, area);
                break;
            case "colour-block":
                Block(canvas, paint, random, area);
                break;
        }
    }

    static void Stripes(SKCanvas canvas, SKPaint paint, SampleRandom random, SKRect area)
    {
        float period = random.Between(9, 13), width = period * random.Between(0.32f, 0.42f);
        if (random.Chance(0.3f))
        {
            for (float x = area.Left; x < area.Right; x += period)
                canvas.DrawRect(x, area.Top, width, area.Height, paint);
            return;
        }

        for (float y = area.Top + random.Between(0, period); y < area.Bottom; y += period)
            canvas.DrawRect(area.Left, y, area.Width, width, paint);
    }

    static void Checks(SKCanvas canvas, SKPaint paint, SKColor ground, SampleRandom random, SKRect area)
    {
        float period = random.Between(11, 15), width = period * random.Between(0.34f, 0.44f);
        SKColor print = paint.Color;
        paint.Color = Dye.Mix(ground, print, 0.55f);
        for (float x = area.Left; x < area.Right; x += period)
            canvas.DrawRect(x, area.Top, width, area.Height, paint);
        for (float y = area.Top; y < area.Bottom; y += period)
            canvas.DrawRect(area.Left, y, area.Width, width, paint);
        // Where the bands cross, the print lies double.
        paint.Color = print;
        for (float x = area.Left; x < area.Right; x += period)
        {
            for (float y = area.Top; y < area.Bottom; y += period)
                canvas.DrawRect(x, y, width, width, paint);
        }
    }

    static void Dots(SKCanvas canvas, SKPaint paint, SampleRandom random, SKRect area)
    {
        float period = random.Between(9.5f, 12.5f), radius = period * random.Between(0.22f, 0.27f);
        int row = 0;
        for (float y = area.Top; y < area.Bottom; y += period * 0.8f, row++)
        {
            for (float x = area.Left + row % 2 * period / 2; x < area.Right; x += period)
                canvas.DrawCircle(x, y, radius, paint);
        }
    }

    static void Flowers(SKCanvas canvas, SKPaint paint, SKColor ground, SampleRandom random, SKRect area)
    {
        float period = random.Between(15, 19);
        SKColor petals = paint.Color, leaves = Dye.Mix(ground, new SKColor(40, 120, 60), 0.55f);
        SKColor heart = Dye.IsDark(petals) ? new SKColor(244, 200, 70) : Dye.Darker(petals, 0.35f);
        int row = 0;
        for (float y = area.Top; y < area.Bottom; y += period * 0.72f, row++)
        {
            for (float x = area.Left + row % 2 * period / 2; x < area.Right; x += period)
            {
                float centreX = x + random.Between(-2, 2), centreY = y + random.Between(-2, 2), size = random.Between(2.3f, 3f), turn = random.Next();
                paint.Color = leaves;
                canvas.DrawOval(centreX + size * 2.1f, centreY + size, size * 0.9f, size * 0.45f, paint);
                canvas.DrawOval(centreX - size * 2.1f, centreY + size * 0.7f, size * 0.9f, size * 0.45f, paint);
                paint.Color = petals;
                for (int petal = 0; petal < 5; petal++)
                {
                    (float sin, float cos) = MathF.SinCos((petal + turn) * MathF.Tau / 5);
                    canvas.DrawCircle(centreX + cos * size, centreY + sin * size, size * 0.72f, paint);
                }

                paint.Color = heart;
                canvas.DrawCircle(centreX, centreY, size * 0.55f, paint);
            }
        }

        paint.Color = petals;
    }

    // One broad block from a height downwards or upwards.
    static void Block(SKCanvas canvas, SKPaint paint, SampleRandom random, SKRect area)
    {
        float edge = random.Between(0, 1);
        if (random.Chance(0.5f))
            canvas.DrawRect(area.Left, area.Top, area.Width, 44 + edge * 5 - area.Top, paint);
        else
            canvas.DrawRect(area.Left, 78 + edge * 6, area.Width, area.Bottom, paint);
    }
}
