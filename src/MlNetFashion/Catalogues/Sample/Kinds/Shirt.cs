namespace MlNetFashion.Catalogues;

static class Shirt
{
    public static SampleKind Kind { get; } = new(Draw)
    {
        Name = "shirt",
        Gender = "Men",
        Zoom = 1.17f,
        Colours = ["white", "black", "grey", "blue", "navy blue", "red", "pink", "green", "purple", "beige"],
        Patterns = [SampleAttributes.Solid, "striped", "checked", "dotted", "floral"],
        Sleeves = ["short", "long"],
        Necklines = ["collar"],
    };

    static void Draw(GarmentSketch sketch)
    {
        Torso torso = new Torso { Sleeve = sketch.Garment.Sleeve, Hem = 25, HemY = 104, Chest = 24.5f, NeckDepth = 8 }.Varied(sketch.Cut);
        torso.Draw(sketch);
        torso.Cuffs(sketch, 6, sketch.Main);
        float top = torso.Top + torso.NeckDepth;
        sketch.SeamPair(new Outline(2.4f, top + 2).Line(2.4f, torso.HemY + 2.6f));
        for (float y = top + 8; y < torso.HemY - 4; y += 13)
            sketch.Button(0, y, 1.4f);
        if (sketch.Cut.IsBelow(0.6f))
            Pocket(sketch, 8, 50);
        torso.Collar(sketch, sketch.Main);
    }

    static void Pocket(GarmentSketch sketch, float x, float y) =>
        sketch.SeamSingle(new Outline(x, y).Line(x + 11, y).Line(x + 11, y + 10).Line(x + 5.5f, y + 13).Line(x, y + 10).Line(x, y));
}
