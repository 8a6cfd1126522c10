using SkiaSharp;

namespace MlNetFashion.Catalogues;

static class Watch
{
    public static SampleKind Kind { get; } = new(Draw)
    {
        Name = "watch",
        Colours = ["black", "white", "red", "blue", "brown"],
    };

    // The strap has the colour; case and dial vary.
    static void Draw(GarmentSketch sketch)
    {
        float strap = sketch.Cut.Between(15, 18), radius = sketch.Cut.Between(26, 30);
        SKColor metal = sketch.Cut.IsBelow(0.5f) ? new SKColor(198, 202, 210) : new SKColor(216, 182, 100);
        SKColor dial = sketch.Cut.IsBelow(0.6f) ? new SKColor(250, 250, 248) : Dye.Darker(sketch.Main, 0.5f);
        sketch.Panel(new Outline(0, 6).Line(strap - 4, 6).Curve(strap - 1, 20, strap, 46).Line(0, 46));
        sketch.Panel(new Outline(0, 82).Line(strap, 82).Curve(strap - 1, 108, strap - 4, 118).Curve(6, 123, 0, 123));
        for (float y = 98; y < 116; y += 6)
            sketch.Disc(0, y, 1.4f, Dye.Edge(sketch.Main));
        sketch.StrokePair(new Outline(strap - 4, 9).Line(strap - 3, 36), 1, Dye.Seam(sketch.Main));
        sketch.StrokePair(new Outline(strap - 3, 92).Line(strap - 5, 114), 1, Dye.Seam(sketch.Main));
        sketch.PartSingle(new Outline(radius - 1, 60).Line(radius + 5, 60).Line(radius + 5, 68).Line(radius - 1, 68), metal);
        sketch.Disc(0, 64, radius + 1, Dye.Edge(metal));
        sketch.Disc(0, 64, radius, metal);
        sketch.Disc(0, 64, radius - 4, Dye.Edge(metal));
        sketch.Disc(0, 64, radius - 5, dial);
        SKColor ink = Dye.IsDark(dial) ? new SKColor(240, 240, 240) : new SKColor(40, 42, 48);
        for (int hour = 0; hour < 12; hour++)
            Hand(sketch, hour / 12f, radius - 10, radius - 7.5f, 1.8f, ink);
        Hand(sketch, sketch.Cut.Next(), 0, radius * 0.42f, 2.8f, ink);
        Hand(sketch, sketch.Cut.Next(), 0, radius * 0.62f, 2, ink);
        sketch.Disc(0, 64, 2.2f, ink);
    }

    static void Hand(GarmentSketch sketch, float turn, float from, float to, float width, SKColor ink)
    {
        (float sin, float cos) = MathF.SinCos(turn * MathF.Tau);
        sketch.Stroke(new Outline(sin * from, 64 - cos * from).Line(sin * to, 64 - cos * to), width, ink);
    }
}
