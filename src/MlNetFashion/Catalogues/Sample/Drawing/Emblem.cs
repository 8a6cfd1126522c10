namespace MlNetFashion.Catalogues;

/// <summary>The picture on a garment with a graphic print.</summary>
static class Emblem
{
    public static void Draw(GarmentSketch sketch, float x, float y, float size)
    {
        switch (sketch.Cut.Below(4))
        {
            case 0:
                Star(sketch, x, y, size);
                break;
            case 1:
                Heart(sketch, x, y, size);
                break;
            case 2:
                sketch.Disc(x, y, size * 0.85f, sketch.Second);
                sketch.Ring(x, y, size * 0.55f, size * 0.16f, sketch.Main);
                break;
            default:
                Mountains(sketch, x, y, size);
                break;
        }
    }

    static void Star(GarmentSketch sketch, float x, float y, float size)
    {
        Outline? star = null;
        for (int corner = 0; corner < 10; corner++)
        {
            (float sin, float cos) = MathF.SinCos(corner * MathF.PI / 5);
            float radius = corner % 2 == 0 ? size : size * 0.45f;
            star = star is null ? new Outline(x + sin * radius, y - cos * radius) : star.Line(x + sin * radius, y - cos * radius);
        }

        sketch.FlatSingle(star!, sketch.Second);
    }

    static void Heart(GarmentSketch sketch, float x, float y, float size) =>
        sketch.FlatSingle(
            new Outline(x, y - size * 0.45f)
                .Curve(x + size * 0.45f, y - size * 1.15f, x + size * 0.92f, y - size * 0.6f)
                .Curve(x + size * 1.25f, y, x, y + size * 0.9f)
                .Curve(x - size * 1.25f, y, x - size * 0.92f, y - size * 0.6f)
                .Curve(x - size * 0.45f, y - size * 1.15f, x, y - size * 0.45f),
            sketch.Second);

    static void Mountains(GarmentSketch sketch, float x, float y, float size)
    {
        sketch.Disc(x + size * 0.55f, y - size * 0.55f, size * 0.3f, sketch.Second);
        sketch.FlatSingle(
            new Outline(x - size * 1.1f, y + size * 0.6f).Line(x - size * 0.35f, y - size * 0.7f).Line(x + size * 0.15f, y + size * 0.05f)
                .Line(x + size * 0.45f, y - size * 0.25f).Line(x + size * 1.1f, y + size * 0.6f),
            sketch.Second);
    }
}
