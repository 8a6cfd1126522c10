namespace MlNetFashion.Catalogues;

static class Hat
{
    public static SampleKind Kind { get; } = new(Draw)
    {
        Name = "hat",
        Colours = ["black", "grey", "red", "brown", "beige"],
    };

    static void Draw(GarmentSketch sketch)
    {
        float brim = sketch.Cut.Between(54, 59), crown = sketch.Cut.Between(28, 34), dip = sketch.Cut.Between(0, 6), y = 86;
        sketch.Panel(new Outline(0, y - 9).Curve(brim - 12, y - 10, brim, y - 4 - dip).Curve(brim - 4, y + 14, 0, y + 15));
        sketch.Panel(new Outline(0, crown + dip).Curve(12, crown - 7, 21, crown - 1).Curve(30, crown + 4, 32, y - 3).Curve(20, y + 6, 0, y + 6));
        sketch.Fold(-2, crown + dip + 1, -4, crown + 24, 4);
        SkiaSharp.SKColor band = Dye.IsDark(sketch.Main) ? new(176, 44, 50) : Dye.Darker(sketch.Main, 0.6f);
        sketch.Part(new Outline(0, y - 9).Curve(18, y - 9, 31, y - 16).Line(32, y - 3).Curve(20, y + 6, 0, y + 6), band);
    }
}
