using SkiaSharp;

namespace MlNetFashion.Catalogues;

static class Boots
{
    public static SampleKind Kind { get; } = new(Draw)
    {
        Name = "boots",
        IsPair = true,
        Colours = ["black", "grey", "red", "brown", "beige"],
        Lengths = ["ankle", "knee"],
    };

    static void Draw(GarmentSketch sketch)
    {
        bool isTall = sketch.Garment.Length == "knee";
        bool isLaced = sketch.Cut.IsBelow(0.5f);
        float top = isTall ? 16 : 44;
        sketch.Oval(-2, 113, 52, 4, SKColors.Black.WithAlpha(26));
        Boot(sketch, 18, -6, top, isLaced);
        Boot(sketch, -14, 2, top, isLaced);
    }

    static void Boot(GarmentSketch sketch, float x, float y, float top, bool isLaced)
    {
        float sole = 108 + y;
        top += y;
        sketch.Single(new Outline(x - 4, top).Line(x + 24, top - 2).Curve(x + 22, sole - 34, x + 25, sole - 6).Line(x + 25, sole - 2).Line(x - 34, sole - 2)
            .Curve(x - 36, sole - 16, x - 20, sole - 20).Curve(x - 5, sole - 26, x - 3, sole - 40));
        sketch.FlatSingle(new Outline(x - 3, top + 0.5f).Line(x + 23.5f, top - 1.5f).Curve(x + 12, top + 5, x - 3, top + 0.5f), Dye.Darker(sketch.Main, 0.55f));
        sketch.Fold(x - 2, sole - 34, x + 14, sole - 30);
        sketch.Fold(x, sole - 27, x + 16, sole - 25);
        sketch.SeamSingle(new Outline(x + 23, sole - 22).Curve(x + 14, sole - 18, x + 13, sole - 3), 1.2f);
        if (isLaced)
        {
            for (float lace = top + 6; lace < sole - 24; lace += 7)
                sketch.Stroke(new Outline(x - 4, lace).Line(x + 5, lace + 3), 1.8f, Dye.IsDark(sketch.Main) ? new SKColor(205, 190, 150)
                    : Dye.Darker(sketch.Main, 0.6f));
        }
        else
        {
            sketch.Stroke(new Outline(x - 3, sole - 31).Line(x + 23, sole - 28), 3.4f, Dye.Darker(sketch.Main, 0.45f));
            sketch.Ring(x + 8, sole - 29.5f, 3, 1.6f, new SKColor(206, 178, 98));
        }

        sketch.PartSingle(new Outline(x - 36, sole - 3).Line(x + 26, sole - 3)
            .Line(x + 26, sole + 5).Line(x + 9, sole + 5).Line(x + 7, sole + 1).Line(x - 35, sole + 1), Dye.IsDark(sketch.Main) ? new SKColor(70, 64, 60)
            : new SKColor(64, 46, 36));
    }
}
