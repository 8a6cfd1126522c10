namespace MlNetFashion.Catalogues;

static class Dress
{
    public static SampleKind Kind { get; } = new(Draw)
    {
        Name = "dress",
        Gender = "Women",
        Zoom = 1.02f,
        Colours = ["black", "white", "red", "pink", "orange", "yellow", "green", "olive", "teal", "blue", "navy blue", "purple", "beige"],
        Patterns = [SampleAttributes.Solid, "striped", "checked", "dotted", "floral"],
        Sleeves = ["sleeveless", "short", "long"],
        Lengths = ["mini", "knee", "maxi"],
        Necklines = ["round", "v-neck", "collar"],
    };

    static void Draw(GarmentSketch sketch)
    {
        (float hem, float flare) = sketch.Garment.Length switch
        {
            "mini" => (78f, 31f),
            "knee" => (98f, 36f),
            _ => (121f, 41f),
        };
        hem += sketch.Cut.Between(-2, 2);
        flare += sketch.Cut.Between(-4, 4);
        const float waistY = 49;
        var cut = new Torso
        {
            Sleeve = sketch.Garment.Sleeve,
            Top = 9,
            Neck = 10,
            Shoulder = 22.5f,
            Slope = 4,
            Chest = 18.5f,
            Armpit = 29,
            Waist = 15,
            WaistY = waistY - 2,
            Hem = 15,
            HemY = waistY,
            CuffY = 66,
            Cuff = 7,
            Puff = 1,
        };
        Torso torso = cut.WithNeckline(sketch.Garment.Neckline).Varied(sketch.Cut) with { HemY = waistY };
        if (sketch.Garment.Neckline == "v-neck")
            torso = torso with { NeckDepth = 19 };
        torso.Draw(sketch);
        torso.Cuffs(sketch, 3, sketch.Main);
        Skirt(sketch, torso.Waist, waistY, flare, hem);
        Waist(sketch, torso, waistY);
        if (sketch.Garment.Neckline == "collar")
            Buttoned(sketch, torso, waistY);
        else
            torso.NeckBand(sketch, 2.6f, Dye.IsDark(sketch.Main) ? Dye.Lighter(sketch.Main, 0.2f) : Dye.Darker(sketch.Main, 0.15f));
    }

    static void Skirt(GarmentSketch sketch, float waist, float waistY, float flare, float hem)
    {
        float middle = (waistY + hem) / 2;
        sketch.Panel(new Outline(0, waistY + 1).Line(waist + 0.3f, waistY)
            .Curve(waist + (flare - waist) * 0.45f, middle - 6, flare, hem - 3)
            .Curve(flare * 0.6f, hem + 3, 0, hem + 2.5f));
        int folds = 2 + sketch.Cut.Below(3);
        for (int fold = 0; fold < folds; fold++)
        {
            float share = (fold + 0.6f) / folds;
            sketch.FoldPair(waist * share * 0.8f, waistY + 4, flare * share * 0.95f, hem - 1, 2.4f);
        }
    }

    static void Waist(GarmentSketch sketch, Torso torso, float waistY)
    {
        if (sketch.Cut.IsBelow(0.45f))
            sketch.Part(new Outline(0, waistY - 2).Line(torso.Waist + 0.3f, waistY - 2.5f).Line(torso.Waist + 0.6f, waistY + 2).Line(0, waistY + 2.5f),
                sketch.IsPatterned ? sketch.Main : Dye.Darker(sketch.Main, 0.35f));
        else
            sketch.Seam(new Outline(0, waistY + 0.5f).Line(torso.Waist, waistY), 1.2f);
    }

    static void Buttoned(GarmentSketch sketch, Torso torso, float waistY)
    {
        for (float y = torso.Top + 15; y < waistY; y += 7)
            sketch.Button(0, y, 1.2f);
        torso.Collar(sketch, sketch.IsPatterned ? sketch.Second : Dye.IsDark(sketch.Main) ? Dye.Lighter(sketch.Main, 0.2f) : Dye.Lighter(sketch.Main, 0.5f));
    }
}
