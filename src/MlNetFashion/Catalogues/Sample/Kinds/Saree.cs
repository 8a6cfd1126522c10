using SkiaSharp;

namespace MlNetFashion.Catalogues;

static class Saree
{
    public static SampleKind Kind { get; } = new(Draw)
    {
        Name = "saree",
        Gender = "Women",
        Colours = ["red", "pink", "orange", "yellow", "green", "teal", "blue", "purple", "beige"],
        Patterns = [SampleAttributes.Solid, "striped", "dotted", "floral"],
    };

    static void Draw(GarmentSketch sketch)
    {
        SKColor border = sketch.IsPatterned ? sketch.Second : sketch.Garment.Colour is "yellow" or "orange" or "beige" ? new SKColor(160, 36, 56)
            : new SKColor(222, 178, 72);
        float hem = sketch.Cut.Between(115, 120), flare = sketch.Cut.Between(27, 31), fall = sketch.Cut.Between(88, 100);
        // The free end hangs behind, over the wearer's left shoulder.
        sketch.Single(new Outline(12, 18).Line(22, 20).Curve(34, 50, 33, fall).Line(17, fall + 3).Curve(19, 50, 12, 18), -6, darker: 0.15f);
        sketch.Stroke(new Outline(32, fall - 1).Line(17.5f, fall + 2), 5, border);
        Choli(sketch, border);
        Skirt(sketch, hem, flare, border);
        Drape(sketch, border);
    }

    static void Choli(GarmentSketch sketch, SKColor border)
    {
        SKColor blouse = Dye.Darker(sketch.Main, 0.35f);
        sketch.PartPair(new Outline(15, 15).Curve(22, 16, 25, 31).Line(18, 34).Line(13, 26), blouse);
        sketch.StrokePair(new Outline(24.5f, 30).Line(18, 33), 2, border);
        sketch.Part(new Outline(0, 25).Curve(8, 25, 9, 13).Line(17, 15).Curve(14, 26, 15.5f, 30).Curve(13, 40, 13, 44).Line(0, 45), blouse);
        sketch.Part(new Outline(0, 45).Line(13, 44).Curve(12.5f, 50, 14, 56).Line(0, 57), new SKColor(214, 168, 132));
    }

    static void Skirt(GarmentSketch sketch, float hem, float flare, SKColor border)
    {
        sketch.Panel(new Outline(0, 54).Line(14.5f, 53).Curve(20, 66, 21, 80).Curve(23, 100, flare, hem - 2).Curve(flare / 2, hem + 3, 0, hem + 2));
        sketch.StrokeMirrored(new Outline(0, hem - 1).Curve(flare / 2, hem - 0.5f, flare - 1.5f, hem - 4.5f), 4.5f, border);
        for (int pleat = -2; pleat <= 2; pleat++)
            sketch.SeamSingle(new Outline(-3 + pleat * 1.4f, 58).Curve(-4 + pleat * 2.2f, 88, -5 + pleat * 4.4f, hem), 1);
    }

    // From the right hip over the chest to the left shoulder.
    static void Drape(GarmentSketch sketch, SKColor border)
    {
        sketch.Single(
            new Outline(9, 12).Curve(15, 10, 22, 17).Curve(20, 40, 2, 56).Curve(-8, 66, -19, 74).Line(-15.5f, 56).Curve(-4, 50, 3, 36).Curve(8, 26, 9, 12), 30);
        sketch.Stroke(new Outline(9.5f, 13).Curve(8.5f, 26, 3.5f, 36).Curve(-4, 50, -15, 57), 3, border);
        sketch.SeamSingle(new Outline(14, 14).Curve(14, 34, -1, 50).Curve(-8, 57, -17, 64), 0.9f);
        sketch.SeamSingle(new Outline(18, 15).Curve(17, 37, 1, 53).Curve(-8, 61, -18, 69), 0.9f);
    }
}
