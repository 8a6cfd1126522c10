namespace MlNetFashion.Catalogues;

static class Skirt
{
    public static SampleKind Kind { get; } = new(Draw)
    {
        Name = "skirt",
        Gender = "Women",
        Colours = ["black", "white", "grey", "red", "pink", "yellow", "green", "blue", "navy blue", "brown"],
        Patterns = [SampleAttributes.Solid, "striped", "checked", "dotted", "floral"],
        Lengths = ["mini", "knee", "maxi"],
    };

    static void Draw(GarmentSketch sketch)
    {
        (float waistY, float hem, float flare) = sketch.Garment.Length switch
        {
            "mini" => (38f, 82f, 34f),
            "knee" => (26f, 96f, 37f),
            _ => (11f, 117f, 39f),
        };
        hem += sketch.Cut.Between(-2.5f, 2.5f);
        flare += sketch.Cut.Between(-5, 5);
        float waist = sketch.Cut.Between(15.5f, 18), middle = (waistY + hem) / 2;
        sketch.Panel(new Outline(0, waistY + 3).Line(waist, waistY + 3)
            .Curve(waist + (flare - waist) * 0.55f, middle - 8, flare, hem - 3)
            .Curve(flare * 0.6f, hem + 4, 0, hem + 3));
        if (sketch.Cut.IsBelow(0.5f))
            Pleats(sketch, waist, waistY, flare, hem);
        else
            Gathers(sketch, waist, waistY, flare, hem);
        sketch.Part(new Outline(0, waistY - 2).Line(waist - 0.4f, waistY - 2).Line(waist + 0.6f, waistY + 5).Curve(waist / 2, waistY + 6, 0, waistY + 6),
            Dye.IsDark(sketch.Main) ? Dye.Lighter(sketch.Main, 0.1f) : Dye.Darker(sketch.Main, 0.14f));
        sketch.Button(0, waistY + 1.8f, 1.6f);
    }

    static void Pleats(GarmentSketch sketch, float waist, float waistY, float flare, float hem)
    {
        for (float share = 0.12f; share < 1; share += 0.22f)
            sketch.SeamPair(new Outline(waist * share, waistY + 6).Curve(waist * share + 1, (waistY + hem) / 2, flare * share, hem + 2.5f - 5 * share * share),
                1.1f);
    }

    static void Gathers(GarmentSketch sketch, float waist, float waistY, float flare, float hem)
    {
        for (float share = 0.15f; share < 1; share += 0.28f)
            sketch.FoldPair(waist * share, waistY + 7, flare * share, hem - 2, 3);
    }
}
