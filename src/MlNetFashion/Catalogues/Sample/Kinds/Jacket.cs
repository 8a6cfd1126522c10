using SkiaSharp;

namespace MlNetFashion.Catalogues;

static class Jacket
{
    public static SampleKind Kind { get; } = new(Draw)
    {
        Name = "jacket",
        Zoom = 1.12f,
        Colours = ["black", "grey", "red", "olive", "green", "navy blue", "brown", "beige"],
        Patterns = [SampleAttributes.Solid, "checked", "colour-block"],
        Necklines = ["collar", "high neck"],
    };

    static void Draw(GarmentSketch sketch)
    {
        Torso torso =
            new Torso
            {
                Sleeve = "long",
                Shoulder = 30,
                Chest = 26.5f,
                Waist = 26.5f,
                Hem = 25,
                HemY = 98,
                CuffY = 95,
                Cuff = 11,
                Puff = 2,
                NeckDepth = 7,
                Neck = 10
            }.Varied(sketch.Cut);
        torso.Draw(sketch);
        SKColor rib = Dye.IsDark(sketch.Main) ? Dye.Lighter(sketch.Main, 0.14f) : Dye.Darker(sketch.Main, 0.22f);
        torso.HemBand(sketch, 8, rib);
        torso.Cuffs(sketch, 7, rib);
        sketch.SeamPair(new Outline(torso.Neck + 3, torso.Top + 20).Line(torso.Chest - 1, torso.Top + 22), 1.1f);
        Zip(sketch, torso);
        Pockets(sketch);
        if (sketch.Garment.Neckline == "high neck")
        {
            torso.HighNeck(sketch, 6, rib);
            sketch.Stroke(new Outline(0, torso.Top - 6).Line(0, torso.Top + 10), 1.2f, Dye.Edge(rib));
        }
        else
        {
            BroadCollar(sketch, torso);
        }
    }

    static void BroadCollar(GarmentSketch sketch, Torso torso)
    {
        float top = torso.Top, neck = torso.Neck;
        sketch.Part(new Outline(0, top - 4).Curve(neck * 0.7f, top - 4, neck - 0.5f, top - 3).Line(neck - 1, top + 3).Curve(neck * 0.5f, top + 5, 0, top + 5),
            Dye.Darker(sketch.Main, 0.3f));
        sketch.PartPair(
            new Outline(0.8f, top + 13).Curve(neck - 2, top + 6, neck - 1.5f, top - 4).Curve(neck + 4, top - 2, neck + 7, top + 5).Line(neck + 4, top + 17)
                .Line(2, top + 24), sketch.Main);
    }

    static void Zip(GarmentSketch sketch, Torso torso)
    {
        float from = torso.Top + torso.NeckDepth;
        sketch.Stroke(new Outline(0, from).Line(0, torso.HemY + 3), 3.4f, Dye.Edge(sketch.Main));
        sketch.Stroke(new Outline(0, from).Line(0, torso.HemY + 3), 1.6f, new SKColor(196, 198, 204));
        sketch.Stroke(new Outline(0, from + 22).Line(0, from + 27), 2.8f, new SKColor(225, 226, 230));
    }

    static void Pockets(GarmentSketch sketch)
    {
        if (sketch.Cut.IsBelow(0.5f))
        {
            sketch.StrokePair(new Outline(10, 72).Line(18, 84), 2.6f, Dye.Edge(sketch.Main));
            sketch.StrokePair(new Outline(10, 72).Line(18, 84), 0.9f, new SKColor(196, 198, 204));
        }
        else
        {
            sketch.SeamPair(new Outline(7, 70).Line(20, 70).Line(20, 85).Line(7, 85).Line(7, 70));
            sketch.PartPair(new Outline(6.5f, 68).Line(20.5f, 68).Line(20.5f, 73).Line(6.5f, 73), sketch.Main);
        }
    }
}
