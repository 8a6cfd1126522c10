using SkiaSharp;

namespace MlNetFashion.Catalogues;

/// <summary>One repeat of a pattern.</summary>
/// <param name="Width">Garment units.</param>
/// <param name="Height">Garment units.</param>
/// <param name="Draw">Draws on the ground with a paint of the second colour, from (0, 0) to (Width, Height).</param>
sealed record ClothTile(float Width, float Height, Action<SKCanvas, SKPaint> Draw)
{
    public static ClothTile Stripes(SampleRandom random)
    {
        float period = random.Between(9, 13), width = period * random.Between(0.32f, 0.4f);
        return random.IsBelow(0.3f)
            ? new ClothTile(period, 4, (canvas, paint) => canvas.DrawRect(1, 0, width, 4, paint))
            : new ClothTile(4, period, (canvas, paint) => canvas.DrawRect(0, 1, 4, width, paint));
    }

    public static ClothTile Checks(SampleRandom random, SKColor ground)
    {
        float period = random.Between(11, 15), width = period * random.Between(0.28f, 0.36f);
        return new ClothTile(period, period, (canvas, paint) =>
        {
            SKColor print = paint.Color;
            paint.Color = Dye.Mix(ground, print, 0.45f);
            canvas.DrawRect(1, 0, width, period, paint);
            canvas.DrawRect(0, 1, period, width, paint);
            // Where the bands cross, the print lies double.
            paint.Color = print;
            canvas.DrawRect(1, 1, width, width, paint);
        });
    }

    public static ClothTile Dots(SampleRandom random)
    {
        float period = random.Between(9.5f, 12.5f), radius = period * random.Between(0.23f, 0.28f), rows = period * 1.6f;
        return new ClothTile(period, rows, (canvas, paint) =>
        {
            canvas.DrawCircle(period / 4, rows / 4, radius, paint);
            Around(period, rows, (x, y) => canvas.DrawCircle(period * 0.75f + x, rows * 0.75f + y, radius, paint));
        });
    }

    public static ClothTile Flowers(SampleRandom random, SKColor ground, SKColor petals)
    {
        float period = random.Between(15, 19), rows = period * 1.4f;
        SKColor leaves = Dye.Mix(ground, new SKColor(40, 120, 60), 0.55f);
        SKColor heart = Dye.IsDark(petals) ? new SKColor(244, 200, 70) : Dye.Darker(petals, 0.35f);
        float size = period * random.Between(0.14f, 0.18f), turn = random.Next(), shift = random.Between(0.2f, 0.5f);
        return new ClothTile(period, rows, (canvas, paint) => Around(period, rows, (x, y) =>
        {
            Flower(canvas, paint, period * 0.25f + x, rows * 0.25f + y, size, turn, petals, leaves, heart);
            Flower(canvas, paint, period * (0.25f + shift) + x, rows * 0.75f + y, size * 0.9f, turn + 0.4f, petals, leaves, heart);
        }));
    }

    static void Flower(SKCanvas canvas, SKPaint paint, float x, float y, float size, float turn, SKColor petals, SKColor leaves, SKColor heart)
    {
        paint.Color = leaves;
        canvas.DrawOval(x + size * 1.9f, y + size * 1.1f, size, size * 0.45f, paint);
        canvas.DrawOval(x - size * 1.9f, y + size * 0.9f, size, size * 0.45f, paint);
        paint.Color = petals;
        for (int petal = 0; petal < 5; petal++)
        {
            (float sin, float cos) = MathF.SinCos((petal + turn) * MathF.Tau / 5);
            canvas.DrawCircle(x + cos * size, y + sin * size, size * 0.75f, paint);
        }

        paint.Color = heart;
        canvas.DrawCircle(x, y, size * 0.6f, paint);
    }

    // What leaves the tile on one side comes back on the other.
    static void Around(float width, float height, Action<float, float> draw)
    {
        for (int row = -1; row <= 1; row++)
        {
            for (int column = -1; column <= 1; column++)
                draw(column * width, row * height);
        }
    }
}
