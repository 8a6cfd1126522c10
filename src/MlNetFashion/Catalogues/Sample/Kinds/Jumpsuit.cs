namespace MlNetFashion.Catalogues;

static class Jumpsuit
{
    public static SampleKind Kind { get; } = new(Draw)
    {
        Name = "jumpsuit",
        Gender = "Women",
        Colours = ["black", "red", "olive", "green", "teal", "blue", "navy blue"],
        Patterns = [SampleAttributes.Solid, "striped", "dotted", "floral"],
        Sleeves = ["sleeveless", "short", "long"],
        Lengths = ["cropped", "full"],
        Necklines = ["round", "v-neck"],
    };

    static void Draw(GarmentSketch sketch)
    {
        const float waistY = 50;
        var cut = new Torso
        {
            Sleeve = sketch.Garment.Sleeve,
            Top = 9,
            Neck = 9.5f,
            Shoulder = 23,
            Slope = 4,
            Chest = 20,
            Armpit = 29,
            Waist = 17,
            WaistY = waistY - 2,
            Hem = 17,
            HemY = waistY,
            CuffY = 64,
            Cuff = 7,
        };
        Torso torso = cut.WithNeckline(sketch.Garment.Neckline).Varied(sketch.Cut) with { HemY = waistY };
        if (sketch.Garment.Neckline == "v-neck")
            torso = torso with { NeckDepth = 19 };
        torso.Draw(sketch);
        torso.Cuffs(sketch, 3, sketch.Main);
        Legs legs =
            new Legs
            {
                WaistY = waistY,
                Waist = 17,
                Hip = 23,
                HipY = 64,
                CrotchY = 73,
                HemY = sketch.Garment.Length == "full" ? 119 : 100,
                Outer = 27,
                Inner = 7
            }.Varied(sketch.Cut);
        legs.Draw(sketch);
        legs.Band(sketch, 4, sketch.IsPatterned ? sketch.Main : Dye.Darker(sketch.Main, 0.35f));
        sketch.SeamPair(new Outline(13, waistY + 6).Curve(15, waistY + 12, 21, waistY + 14));
        torso.NeckBand(sketch, 2.6f, Dye.IsDark(sketch.Main) ? Dye.Lighter(sketch.Main, 0.2f) : Dye.Darker(sketch.Main, 0.15f));
        for (float y = torso.Top + torso.NeckDepth + 5; y < waistY - 2; y += 7)
            sketch.Button(0, y, 1.2f);
    }
}
