using SkiaSharp;

namespace MlNetFashion.Catalogues;

static class Handbag
{
    public static SampleKind Kind { get; } = new(Draw)
    {
        Name = "handbag",
        Gender = "Women",
        Colours = ["black", "white", "grey", "red", "pink", "yellow", "teal", "brown", "beige"],
        Patterns = [SampleAttributes.Solid, "striped", "checked", "dotted", "floral"],
    };

    static readonly SKColor s_gold = new(214, 180, 92);

    static void Draw(GarmentSketch sketch)
    {
        float top = sketch.Cut.Between(50, 56), bottom = sketch.Cut.Between(106, 112), upper = sketch.Cut.Between(32, 40), lower = sketch.Cut.Between(42, 48);
        SKColor handle = Dye.IsDark(sketch.Main) ? Dye.Lighter(sketch.Main, 0.14f) : Dye.Darker(sketch.Main, 0.28f);
        float reach = sketch.Cut.Between(12, 22);
        sketch.Oval(0, bottom + 2, lower + 4, 4, SKColors.Black.WithAlpha(26));
        sketch.StrokeMirrored(new Outline(0, reach).Curve(20, reach, 22, top + 4), 5.6f, Dye.Edge(handle));
        sketch.StrokeMirrored(new Outline(0, reach).Curve(20, reach, 22, top + 4), 3.6f, handle);
        sketch.Panel(new Outline(0, top).Curve(upper - 4, top - 1, upper, top + 3).Curve((upper + lower) / 2 + 1, (top + bottom) / 2, lower, bottom - 6)
            .Curve(lower, bottom, lower - 6, bottom).Line(0, bottom + 1));
        if (sketch.Cut.IsBelow(0.55f))
            Flap(sketch, top, upper, handle);
        else
            Tote(sketch, top, upper, handle);
        sketch.StrokePair(new Outline(22, top + 2).Line(22, top + 6), 4.2f, s_gold);
    }

    static void Flap(GarmentSketch sketch, float top, float upper, SKColor handle)
    {
        sketch.Panel(new Outline(0, top - 1).Curve(upper - 4, top - 2, upper + 0.5f, top + 3).Curve(upper - 2, top + 24, 14, top + 30)
            .Line(0, top + 31), 0.08f);
        sketch.Part(new Outline(0, top + 25).Line(6, top + 25).Line(6, top + 35).Line(0, top + 36), s_gold);
        sketch.Disc(0, top + 30, 1.8f, handle);
    }

    static void Tote(GarmentSketch sketch, float top, float upper, SKColor handle)
    {
        sketch.SeamPair(new Outline(0, top + 5).Line(upper + 1, top + 7), 1.2f);
        sketch.StrokePair(new Outline(20, top + 5).Line(22, top + 40), 3, handle);
    }
}
