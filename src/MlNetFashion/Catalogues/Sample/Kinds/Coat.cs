namespace MlNetFashion.Catalogues;

static class Coat
{
    public static SampleKind Kind { get; } = new(Draw)
    {
        Name = "coat",
        Colours = ["black", "grey", "red", "olive", "navy blue", "brown", "beige"],
        Patterns = [SampleAttributes.Solid, "checked"],
        Lengths = ["knee", "full"],
        Necklines = ["collar"],
    };

    static void Draw(GarmentSketch sketch)
    {
        bool isFull = sketch.Garment.Length == "full";
        var cut = new Torso
        {
            Sleeve = "long",
            Top = 9,
            Shoulder = 26,
            Slope = 5,
            Chest = 22,
            Armpit = 30,
            Waist = 20,
            WaistY = 54,
            Hem = isFull ? 30 : 25,
            HemY = isFull ? 119 : 93,
            CuffY = 73,
            Cuff = 10,
            Neck = 9,
            NeckDepth = 24,
            IsVNeck = true,
        };
        Torso torso = cut.Varied(sketch.Cut) with { NeckDepth = 24 };
        torso.Draw(sketch);
        torso.Cuffs(sketch, 5, sketch.Main);
        sketch.Stroke(new Outline(0, 33).Line(0, torso.HemY + 2), 1.3f, Dye.Edge(sketch.Main));
        for (float y = 38; y < 80; y += 11)
        {
            sketch.Button(5.5f, y, 1.8f);
            sketch.Button(-5.5f, y, 1.8f);
        }

        sketch.PartPair(new Outline(10, 66).Line(20, 65).Line(20.4f, 69).Line(10, 70), sketch.Main);
        if (sketch.Cut.IsBelow(0.5f))
            Belt(sketch, torso.Waist + 0.4f, 55);
        Lapels(sketch, torso);
    }

    static void Belt(GarmentSketch sketch, float waist, float y)
    {
        sketch.Part(new Outline(0, y).Line(waist, y - 0.5f).Line(waist, y + 4.5f).Line(0, y + 5), Dye.Darker(sketch.Main, 0.22f));
        sketch.Ring(0, y + 2.5f, 2.6f, 1.3f, new(206, 178, 98));
    }

    static void Lapels(GarmentSketch sketch, Torso torso)
    {
        float top = torso.Top, neck = torso.Neck;
        sketch.Part(new Outline(0, top - 3).Line(neck - 0.5f, top - 2.5f).Line(neck - 1, top + 3).Line(0, top + 4), Dye.Darker(sketch.Main, 0.25f));
        sketch.PartPair(new Outline(0.2f, top + 25).Line(neck - 1, top - 2).Line(neck + 4, top + 1).Line(neck + 8, top + 10).Line(neck + 3.5f, top + 11)
            .Line(neck + 5, top + 16), sketch.Main);
    }
}
