namespace MlNetFashion.Catalogues;

static class Sweater
{
    public static SampleKind Kind { get; } = new(Draw)
    {
        Name = "sweater",
        Zoom = 1.07f,
        Colours = ["black", "white", "grey", "red", "orange", "green", "teal", "navy blue", "brown", "beige"],
        Patterns = [SampleAttributes.Solid, "striped", "checked", "colour-block"],
        Necklines = ["round", "v-neck", "high neck"],
    };

    static void Draw(GarmentSketch sketch)
    {
        Torso torso =
            new Torso { Sleeve = "long", Shoulder = 29, Chest = 26.5f, Waist = 27, Hem = 26, HemY = 103, CuffY = 96, Cuff = 11, Neck = 10.5f, Puff = 1.5f }
            .WithNeckline(sketch.Garment.Neckline).Varied(sketch.Cut);
        torso.Draw(sketch);
        SkiaSharp.SKColor rib = Dye.IsDark(sketch.Main) ? Dye.Lighter(sketch.Main, 0.1f) : Dye.Darker(sketch.Main, 0.1f);
        torso.HemBand(sketch, 9, rib);
        torso.Cuffs(sketch, 8, rib);
        if (sketch.Garment.Neckline == "high neck")
            torso.HighNeck(sketch, 8, rib);
        else
            torso.NeckBand(sketch, 5, rib);
        if (!sketch.IsPatterned)
            Knit(sketch, torso);
    }

    // Rows of small chevrons: cables.
    static void Knit(GarmentSketch sketch, Torso torso)
    {
        float apart = sketch.Cut.Between(9, 12), from = torso.Top + torso.NeckDepth + 8;
        for (int column = 0; column <= 1; column++)
        {
            float x = column * apart + 3;
            for (float y = column == 0 ? from : torso.Top + 16; y < torso.HemY - 12; y += 5)
                sketch.SeamPair(new Outline(x - 2.6f, y).Line(x, y + 3).Line(x + 2.6f, y), 0.9f);
        }
    }
}
