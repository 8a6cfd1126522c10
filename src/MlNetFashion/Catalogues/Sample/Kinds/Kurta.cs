using SkiaSharp;

namespace MlNetFashion.Catalogues;

static class Kurta
{
    public static SampleKind Kind { get; } = new(Draw)
    {
        Name = "kurta",
        Colours = ["white", "black", "red", "pink", "orange", "yellow", "green", "teal", "blue"],
        Patterns = [SampleAttributes.Solid, "striped", "dotted", "floral"],
        Sleeves = ["short", "long"],
        Lengths = ["knee", "full"],
        Necklines = ["round", "high neck"],
    };

    // A long tunic with slits at the sides, an embroidered placket and borders.
    static void Draw(GarmentSketch sketch)
    {
        bool isFull = sketch.Garment.Length == "full";
        var cut = new Torso
        {
            Sleeve = sketch.Garment.Sleeve,
            Top = 10,
            Shoulder = 26,
            Slope = 5,
            Chest = 22,
            Armpit = 33,
            Waist = 21,
            WaistY = 58,
            Hem = isFull ? 27 : 24.5f,
            HemY = isFull ? 116 : 97,
            CuffY = 72,
            Cuff = 10,
            Neck = 9,
            NeckDepth = 6,
        };
        Torso torso = cut.Varied(sketch.Cut) with { NeckDepth = 6 };
        torso.Draw(sketch);
        SKColor gold = sketch.Garment.Colour is "yellow" or "orange" ? new SKColor(168, 40, 46) : new SKColor(218, 170, 66);
        torso.Cuffs(sketch, 3, gold);
        Placket(sketch, torso, gold);
        float hem = torso.HemY;
        sketch.StrokeMirrored(new Outline(0, hem + 0.5f).Curve(torso.Hem / 2, hem + 0.5f, torso.Hem - 1.5f, hem - 2), 2.6f, gold);
        // The slits: the cloth parts above the hem.
        sketch.FlatSingle(new Outline(torso.Hem - 4.5f, hem + 2).Line(torso.Hem - 3.4f, hem - 26).Line(torso.Hem - 2, hem + 2), SKColors.White.WithAlpha(235));
        sketch.FlatSingle(new Outline(-torso.Hem + 4.5f, hem + 2).Line(-torso.Hem + 3.4f, hem - 26).Line(-torso.Hem + 2, hem + 2),
            SKColors.White.WithAlpha(235));
    }

    static void Placket(GarmentSketch sketch, Torso torso, SKColor gold)
    {
        float from = torso.Top + torso.NeckDepth, to = torso.Top + sketch.Cut.Between(34, 40);
        sketch.Part(new Outline(0, from).Line(3.2f, from).Line(3.2f, to).Line(0, to + 3), Dye.Mix(sketch.Main, gold, 0.35f));
        sketch.StrokePair(new Outline(3.2f, from).Line(3.2f, to).Line(0, to + 3), 1.1f, gold);
        for (float y = from + 5; y < to; y += 8)
            sketch.Disc(0, y, 1.3f, Dye.Edge(gold));
        if (sketch.Garment.Neckline == "high neck")
            torso.HighNeck(sketch, 5, Dye.Mix(sketch.Main, gold, 0.35f));
        else
            torso.NeckBand(sketch, 3.6f, gold);
    }
}
