namespace MlNetFashion.Catalogues;

static class Blouse
{
    public static SampleKind Kind { get; } = new(Draw)
    {
        Name = "blouse",
        Gender = "Women",
        Zoom = 1.14f,
        Colours = ["white", "black", "red", "pink", "yellow", "green", "teal", "blue", "purple", "beige"],
        Patterns = [SampleAttributes.Solid, "striped", "dotted", "floral"],
        Sleeves = ["sleeveless", "short", "long"],
        Necklines = ["round", "v-neck"],
    };

    // A gathered waist, a flared peplum and puffed sleeves tell it from a T-shirt.
    static void Draw(GarmentSketch sketch)
    {
        var cut = new Torso
        {
            Sleeve = sketch.Garment.Sleeve,
            Neck = 11.5f,
            Shoulder = 26,
            Chest = 22,
            Waist = 18,
            WaistY = 70,
            Hem = 18.5f,
            HemY = 72,
            Puff = 5,
            Cuff = 8,
            CuffY = 92,
            Top = 16,
        };
        Torso torso = cut.WithNeckline(sketch.Garment.Neckline).Varied(sketch.Cut) with { HemY = 72 };
        float flare = sketch.Cut.Between(31, 36), hem = sketch.Cut.Between(96, 104);
        torso.Draw(sketch);
        torso.Cuffs(sketch, 4, sketch.Main);
        sketch.Panel(new Outline(0, 71).Line(torso.Waist + 0.5f, 70).Curve(torso.Waist + 3, 84, flare, hem).Curve(flare * 0.75f, hem + 6, flare * 0.5f, hem + 2)
            .Curve(flare * 0.25f, hem + 7, 0, hem + 4));
        for (float x = 3; x < torso.Waist; x += 4.4f)
            sketch.FoldPair(x, 73, x * 1.7f, hem - 4, 1.8f);
        sketch.Seam(new Outline(0, 71).Line(torso.Waist + 0.5f, 70), 2);
        torso.NeckBand(sketch, 2.8f, Dye.IsDark(sketch.Main) ? Dye.Lighter(sketch.Main, 0.2f) : Dye.Lighter(sketch.Main, 0.25f));
        if (sketch.Cut.IsBelow(0.5f))
            Bow(sketch, torso.Top + torso.NeckDepth + 1);
    }

    static void Bow(GarmentSketch sketch, float y)
    {
        sketch.PartPair(new Outline(0.5f, y + 1).Curve(4, y - 5, 9, y - 3).Curve(10, y + 2, 9, y + 5).Curve(4, y + 5, 0.5f, y + 1), sketch.Main);
        sketch.PartPair(new Outline(0.5f, y + 2).Line(4, y + 14).Line(7, y + 12).Line(2.5f, y + 1), sketch.Main);
    }
}
