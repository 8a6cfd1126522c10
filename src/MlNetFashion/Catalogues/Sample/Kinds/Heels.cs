using SkiaSharp;

namespace MlNetFashion.Catalogues;

static class Heels
{
    public static SampleKind Kind { get; } = new(Draw)
    {
        Name = "heels",
        IsPair = true,
        Gender = "Women",
        Colours = ["black", "white", "red", "pink", "blue", "purple", "beige"],
    };

    static void Draw(GarmentSketch sketch)
    {
        float height = sketch.Cut.Between(-4, 5);
        bool hasBow = sketch.Cut.IsBelow(0.4f);
        sketch.Oval(0, 107, 56, 3.5f, SKColors.Black.WithAlpha(24));
        Shoe(sketch, 8, -16, height, hasBow);
        Shoe(sketch, -6, 2, height, hasBow);
    }

    // Seen from the side, the toe on the left, the heel on the right.
    static void Shoe(GarmentSketch sketch, float x, float y, float height, bool hasBow)
    {
        float ground = 104 + y, back = 52 + y - height;
        sketch.PartSingle(new Outline(x + 32, back + 22)
            .Line(x + 44, back + 16).Curve(x + 43, ground - 20, x + 42, ground).Line(x + 38, ground).Curve(x + 38, ground - 18, x + 32, back + 22),
            Dye.Darker(sketch.Main, 0.25f));
        sketch.Single(new Outline(x - 46, ground - 2).Curve(x - 46, ground - 8, x - 26, ground - 18).Curve(x - 8, ground - 22, x + 4, back + 20)
            .Curve(x + 22, back + 20, x + 38, back - 4)
            .Curve(x + 45, back - 6, x + 46, back + 8).Curve(x + 46, back + 16, x + 40, back + 22).Curve(x + 24, back + 26, x + 8, ground - 10)
                .Curve(x - 4, ground, x - 24, ground));
        sketch.FlatSingle(new Outline(x - 16, ground - 19)
            .Curve(x - 4, ground - 24, x + 5, back + 21).Curve(x + 22, back + 21, x + 37, back - 2).Curve(x + 24, back + 30, x - 2, ground - 18),
            Dye.Darker(sketch.Main, 0.45f));
        if (hasBow)
        {
            sketch.Disc(x - 20, ground - 19, 4.4f, Dye.Edge(sketch.Main));
            sketch.Disc(x - 20, ground - 19, 3.2f, Dye.Lighter(sketch.Main, 0.35f));
        }
    }
}
