namespace MlNetFashion.Catalogues;

static class Hoodie
{
    public static SampleKind Kind { get; } = new(Draw)
    {
        Name = "hoodie",
        Zoom = 1.08f,
        Colours = ["black", "grey", "red", "pink", "yellow", "green", "blue", "navy blue"],
        Patterns = [SampleAttributes.Solid, "striped", "colour-block", "graphic"],
        Necklines = ["hood"],
    };

    static void Draw(GarmentSketch sketch)
    {
        Torso torso =
            new Torso
            {
                Sleeve = "long",
                Top = 28,
                Shoulder = 29,
                Chest = 26,
                Armpit = 53,
                Waist = 27,
                WaistY = 80,
                Hem = 26,
                HemY = 110,
                CuffY = 103,
                Cuff = 11,
                Neck = 12,
                Puff = 1.5f,
                NeckDepth = 11
            }
            .Varied(sketch.Cut);
        float hood = sketch.Cut.Between(15.5f, 18);
        sketch.Panel(new Outline(0, 8).Curve(hood, 7, hood, 24).Curve(hood + 1, 32, hood - 2, 38).Line(0, 42));
        torso.Draw(sketch);
        SkiaSharp.SKColor rib = Dye.IsDark(sketch.Main) ? Dye.Lighter(sketch.Main, 0.1f) : Dye.Darker(sketch.Main, 0.1f);
        torso.HemBand(sketch, 7, rib);
        torso.Cuffs(sketch, 7, rib);
        Hood(sketch, hood, torso.Top + torso.NeckDepth);
        if (sketch.Garment.Pattern == "graphic")
            Emblem.Draw(sketch, 0, 62, 9);
        Pocket(sketch, 80);
    }

    static void Hood(GarmentSketch sketch, float hood, float neckY)
    {
        sketch.Part(new Outline(0, 12).Curve(hood - 5, 12, hood - 5, 24).Curve(hood - 4, 33, 0, neckY + 3), Dye.Darker(sketch.Main, 0.5f));
        // The two halves of the rim cross at the throat.
        sketch.PartPair(
            new Outline(hood - 5.2f, 20).Curve(hood - 4, 32, -1, neckY + 4).Line(1.5f, neckY + 8).Curve(hood + 4, 38, hood - 0.3f, 22), sketch.Main);
        SkiaSharp.SKColor cord = Dye.IsDark(sketch.Main) ? new(225, 225, 228) : Dye.Darker(sketch.Main, 0.55f);
        sketch.StrokePair(new Outline(5, neckY + 5).Curve(6, neckY + 12, 5.5f, neckY + 18), 1.5f, cord);
    }

    static void Pocket(GarmentSketch sketch, float y)
    {
        sketch.Panel(new Outline(0, y).Line(10, y).Curve(13, y + 8, 17, y + 12).Line(17, y + 22).Line(0, y + 22.5f));
        sketch.FoldPair(11, y + 1, 17, y + 12, 1.8f);
    }
}
