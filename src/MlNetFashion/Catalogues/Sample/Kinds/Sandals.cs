using SkiaSharp;

namespace MlNetFashion.Catalogues;

static class Sandals
{
    public static SampleKind Kind { get; } = new(Draw)
    {
        Name = "sandals",
        IsPair = true,
        Colours = ["black", "white", "red", "pink", "blue", "brown"],
    };

    // Seen from above.
    static void Draw(GarmentSketch sketch)
    {
        bool isFlipFlop = sketch.Cut.IsBelow(0.5f);
        float width = sketch.Cut.Between(0.95f, 1.1f);
        sketch.PartPair(Sole(width, 0), Dye.Darker(sketch.Main, sketch.Garment.Colour == "white" ? 0.1f : 0.25f));
        sketch.PartPair(Sole(width, 3), Dye.Lighter(sketch.Main, 0.08f));
        SKColor strap = sketch.Main, edge = Dye.Edge(strap);
        foreach (Outline line in isFlipFlop ? Thong() : Bands())
        {
            sketch.StrokePair(line, isFlipFlop ? 7.5f : 11, edge);
            sketch.StrokePair(line, isFlipFlop ? 5.8f : 9, strap);
        }

        if (!isFlipFlop)
        {
            sketch.Ring(44, 82, 3, 1.6f, new SKColor(212, 186, 110));
            sketch.Ring(-44, 82, 3, 1.6f, new SKColor(212, 186, 110));
        }
    }

    static Outline Sole(float width, float inset)
    {
        float left = 28 - 21 * width + inset, right = 28 + 21 * width - inset, top = 10 + inset, bottom = 118 - inset;
        return new Outline(26, top).Curve(right + 1, top, right, 40).Curve(right - 2, 66, right - 5, 82).Curve(right - 1, bottom, 29, bottom)
            .Curve(left + 4, bottom, left + 6, 84).Curve(left + 8, 66, left + 2, 46).Curve(left - 2, top, 26, top);
    }

    static Outline[] Thong() =>
        [new Outline(25, 34).Curve(32, 44, 45, 64), new Outline(25, 34).Curve(16, 44, 13, 64)];

    static Outline[] Bands() =>
        [new Outline(9, 38).Curve(26, 26, 47, 42), new Outline(12, 58).Curve(26, 48, 46, 60), new Outline(14, 88).Curve(28, 74, 43, 88)];
}
