using SkiaSharp;

namespace MlNetFashion.Catalogues;

static class Sunglasses
{
    public static SampleKind Kind { get; } = new(Draw)
    {
        Name = "sunglasses",
        IsPair = true,
        Colours = ["black", "white", "red", "blue", "brown"],
    };

    static void Draw(GarmentSketch sketch)
    {
        bool isRound = sketch.Cut.IsBelow(0.4f);
        float height = sketch.Cut.Between(17, 22);
        SKColor frame = sketch.Main, tint = sketch.Cut.IsBelow(0.7f) ? new SKColor(52, 54, 62) : new SKColor(88, 64, 50);
        // The temples lead backwards and upwards.
        sketch.StrokePair(new Outline(52, 56).Curve(58, 48, 55, 36), 6.4f, Dye.Edge(frame));
        sketch.StrokePair(new Outline(52, 56).Curve(58, 48, 55, 36), 4.6f, frame);
        Outline rim = isRound ? Round(height + 7) : Wayfarer(height + 6, 0), lens = isRound ? Round(height + 1) : Wayfarer(height, 6);
        sketch.PartPair(rim, frame);
        sketch.PartPair(lens, tint);
        sketch.StrokePair(new Outline(22, 62).Line(32, 56), 2.6f, SKColors.White.WithAlpha(110));
        sketch.StrokeMirrored(new Outline(0, 58).Curve(4, 57, 7, 61), 6.4f, Dye.Edge(frame));
        sketch.StrokeMirrored(new Outline(0, 58).Curve(4, 57, 7, 61), 4.6f, frame);
    }

    static Outline Wayfarer(float height, float inset) =>
        new Outline(4 + inset, 52 + inset).Curve(30, 45 + inset, 57 - inset, 50 + inset).Curve(56 - inset, 64 + height, 32, 64 + height)
            .Curve(8 + inset, 64 + height, 4 + inset, 52 + inset);

    static Outline Round(float radius)
    {
        float x = 30, y = 66, r = radius, k = r * 0.4142f;
        return new Outline(x, y - r).Curve(x + k, y - r, x + r * 0.7071f, y - r * 0.7071f).Curve(x + r, y - k, x + r, y)
            .Curve(x + r, y + k, x + r * 0.7071f, y + r * 0.7071f).Curve(x + k, y + r, x, y + r)
            .Curve(x - k, y + r, x - r * 0.7071f, y + r * 0.7071f).Curve(x - r, y + k, x - r, y).Curve(x - r, y - k, x - r * 0.7071f, y - r * 0.7071f)
                .Curve(x - k, y - r, x, y - r);
    }
}
