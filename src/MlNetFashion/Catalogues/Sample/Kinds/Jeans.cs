using SkiaSharp;

namespace MlNetFashion.Catalogues;

static class Jeans
{
    public static SampleKind Kind { get; } = new(Draw)
    {
        Name = "jeans",
        IsPair = true,
        Colours = ["blue", "navy blue", "black", "grey", "white"],
        OnlyStockedColours = true,
        Lengths = ["cropped", "full"],
    };

    static void Draw(GarmentSketch sketch)
    {
        Legs legs =
            new Legs { HemY = sketch.Garment.Length == "full" ? 119 : 98, Waist = 19.5f, Hip = 25, Outer = 23, Inner = 8, WaistY = 12 }.Varied(sketch.Cut);
        legs.Draw(sketch);
        Wash(sketch, legs);
        SKColor thread = sketch.Garment.Colour is "black" or "grey" ? new SKColor(206, 206, 210) : new SKColor(216, 146, 62);
        sketch.StrokePair(new Outline(8, 19).Curve(9, 29, legs.Hip - 1.5f, 28), 1.1f, thread);
        sketch.Stroke(new Outline(5, 19).Line(5, 34).Curve(4.5f, 42, 0.5f, 44), 1.1f, thread);
        sketch.SeamSingle(new Outline(0, 19).Line(0, legs.CrotchY), 1.2f);
        sketch.StrokePair(new Outline(legs.Outer - 0.5f, legs.HemY - 4).Line(legs.Inner + 0.5f, legs.HemY - 3), 1.1f, thread);
        legs.Band(sketch, 6, sketch.Main);
        sketch.StrokePair(new Outline(0, 12).Line(legs.Waist, 12), 0.8f, thread);
        sketch.StrokePair(new Outline(11, 10.5f).Line(11, 18.5f), 2.2f, Dye.Edge(sketch.Main));
        sketch.Disc(0, 15, 1.8f, new SKColor(204, 170, 92));
    }

    // Worn thighs are lighter.
    static void Wash(GarmentSketch sketch, Legs legs)
    {
        byte strength = (byte)(sketch.Garment.Colour == "white" ? 0 : sketch.Cut.Between(70, 150));
        float x = (legs.Outer + legs.Inner) / 2 - 0.5f, y = legs.CrotchY + 14;
        sketch.Glow(x, y, 8, 26, strength);
        sketch.Glow(-x, y, 8, 26, strength);
    }
}
