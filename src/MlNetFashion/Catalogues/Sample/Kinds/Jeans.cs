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
        Legs legs = new Legs { HemY = sketch.Garment.Length == "full" ? 119 : 98, Waist = 17.5f, Hip = 22.5f, Outer = 19.5f, Inner = 7, WaistY = 12 }.Varied(sketch.Cut);
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
        byte strength = (byte)(sketch.Garment.Colour == "white" ? 0 : sketch.Cut.Between(16, 46));
        for (int layer = 0; layer < 3; layer++)
        {
            float width = 6.5f - layer * 1.8f, height = 24 - layer * 5;
            float y = legs.CrotchY + 15;
            sketch.Oval(12.5f, y, width, height, SKColors.White.WithAlpha(strength));
            sketch.Oval(-12.5f, y, width, height, SKColors.White.WithAlpha(strength));
        }
    }
}
