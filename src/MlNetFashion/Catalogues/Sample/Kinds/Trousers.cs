namespace MlNetFashion.Catalogues;

static class Trousers
{
    public static SampleKind Kind { get; } = new(Draw)
    {
        Name = "trousers",
        IsPair = true,
        Colours = ["black", "white", "grey", "olive", "navy blue", "brown", "beige", "red"],
        Patterns = [SampleAttributes.Solid, "striped", "checked"],
        Lengths = ["cropped", "full"],
    };

    static void Draw(GarmentSketch sketch)
    {
        Legs legs = new Legs { HemY = sketch.Garment.Length == "full" ? 119 : 96, Waist = 19, Hip = 26, Outer = 28, Inner = 8, WaistY = 12 }.Varied(sketch.Cut);
        legs.Draw(sketch);
        // The ironed crease is what makes them trousers.
        sketch.SeamPair(new Outline(9, 24).Curve(15, 60, (legs.Outer + legs.Inner) / 2, legs.HemY), 1.1f);
        sketch.SeamPair(new Outline(legs.Waist - 3, 18).Line(legs.Hip - 2, 33), 1.2f);
        sketch.SeamSingle(new Outline(0, 18).Line(0, legs.CrotchY), 1.2f);
        legs.Band(sketch, 5, Dye.IsDark(sketch.Main) ? Dye.Lighter(sketch.Main, 0.1f) : Dye.Darker(sketch.Main, 0.12f));
        sketch.Button(0, 14.5f, 1.4f);
    }
}
