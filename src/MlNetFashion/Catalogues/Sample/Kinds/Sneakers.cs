using SkiaSharp;

namespace MlNetFashion.Catalogues;

static class Sneakers
{
    public static SampleKind Kind { get; } = new(Draw)
    {
        Name = "sneakers",
        IsPair = true,
        Zoom = 1.02f,
        Colours = ["black", "white", "grey", "red", "pink", "yellow", "green", "blue", "navy blue"],
        Patterns = [SampleAttributes.Solid, "checked", "colour-block"],
    };

    static readonly SKColor s_sole = new(242, 242, 244);

    // The farther shoe stands a little behind and higher.
    static void Draw(GarmentSketch sketch)
    {
        float sole = sketch.Cut.Between(6, 9), collar = sketch.Cut.Between(-3, 3);
        SKColor side = sketch.Garment.Pattern == "colour-block" ? sketch.Second : sketch.Garment.Colour == "white"
            ? new SKColor(120, 124, 132) : SKColors.White;
        sketch.Oval(2, 101, 58, 4, SKColors.Black.WithAlpha(26));
        Shoe(sketch, 5, -15, sole, collar, side);
        Shoe(sketch, -4, 4, sole, collar, side);
    }

    // Seen from the side, the toe on the left.
    static void Shoe(GarmentSketch sketch, float x, float y, float sole, float collar, SKColor side)
    {
        y += 62;
        x -= 2;
        sketch.Single(new Outline(x - 50, y + 30).Curve(x - 50, y + 14, x - 30, y + 10).Curve(x - 12, y + 2, x, y - 14 + collar)
            .Curve(x + 8, y - 16 + collar, x + 14, y - 8 + collar).Curve(x + 28, y - 6 + collar, x + 38, y - 18 + collar)
                .Curve(x + 44, y - 18 + collar, x + 44, y - 10)
            .Curve(x + 42, y + 12, x + 48, y + 30));
        sketch.FlatSingle(new Outline(x + 2, y - 13 + collar)
            .Curve(x + 8, y - 15 + collar, x + 14, y - 7 + collar).Curve(x + 28, y - 5 + collar, x + 37, y - 16 + collar).Curve(x + 26, y + 2, x + 10, y - 2),
            Dye.Darker(sketch.Main, 0.5f));
        // Toe cap, heel counter and the stripes of the brand that does not exist.
        sketch.SeamSingle(new Outline(x - 33, y + 11).Curve(x - 24, y + 18, x - 28, y + 30), 1.3f);
        sketch.SeamSingle(new Outline(x + 43, y + 4).Curve(x + 30, y + 12, x + 30, y + 30), 1.3f);
        for (int stripe = 0; stripe < 3; stripe++)
            sketch.Stroke(new Outline(x + 2 + stripe * 8, y + 4).Line(x - 6 + stripe * 8, y + 27), 3.2f, side);
        for (int lace = 0; lace < 4; lace++)
            sketch.Stroke(new Outline(x - 22 + lace * 6.5f, y + 5 - lace * 4.2f).Line(x - 14 + lace * 6.5f, y + 11 - lace * 4.2f), 2.4f,
                sketch.Garment.Colour == "white" ? new SKColor(196, 198, 204) : SKColors.White);
        sketch.PartSingle(new Outline(x - 52, y + 28)
            .Curve(x - 54, y + 28 + sole, x - 46, y + 29 + sole).Line(x + 46, y + 29 + sole).Curve(x + 53, y + 28 + sole, x + 50, y + 28)
            .Curve(x, y + 31, x - 52, y + 28), s_sole);
    }
}
