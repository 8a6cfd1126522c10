namespace MlNetFashion.Catalogues;

static class Shorts
{
    public static SampleKind Kind { get; } = new(Draw)
    {
        Name = "shorts",
        IsPair = true,
        Zoom = 1.25f,
        Colours = ["black", "white", "grey", "red", "green", "blue", "navy blue", "beige"],
        Patterns = [SampleAttributes.Solid, "striped", "checked", "floral"],
        Lengths = ["mini", "knee"],
    };

    static void Draw(GarmentSketch sketch)
    {
        bool isMini = sketch.Garment.Length == "mini";
        float waistY = isMini ? 38 : 28;
        Legs legs =
            new Legs
            {
                WaistY = waistY,
                Waist = 23,
                Hip = 29,
                HipY = waistY + 22,
                CrotchY = waistY + 34,
                HemY = isMini ? 84 : 98,
                Outer = 33,
                Inner = 5
            }.Varied(sketch.Cut);
        legs.Draw(sketch);
        sketch.SeamPair(new Outline(legs.Outer - 1, legs.HemY - 4).Line(legs.Inner, legs.HemY - 3), 1.1f);
        sketch.SeamPair(new Outline(14, waistY + 7).Curve(18, waistY + 20, legs.Hip - 1, waistY + 21), 1.2f);
        sketch.SeamSingle(new Outline(0, waistY + 6).Line(0, legs.CrotchY), 1.2f);
        legs.Band(sketch, 6, Dye.IsDark(sketch.Main) ? Dye.Lighter(sketch.Main, 0.1f) : Dye.Darker(sketch.Main, 0.12f));
        SkiaSharp.SKColor cord = Dye.IsDark(sketch.Main) ? new(225, 225, 228) : Dye.Darker(sketch.Main, 0.55f);
        if (sketch.Cut.IsBelow(0.6f))
            sketch.StrokePair(new Outline(1, waistY + 3).Curve(4, waistY + 10, 3, waistY + 17), 1.4f, cord);
        else
            sketch.Button(0, waistY + 2.5f, 1.6f);
    }
}
