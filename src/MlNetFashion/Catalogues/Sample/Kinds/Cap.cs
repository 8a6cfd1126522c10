namespace MlNetFashion.Catalogues;

static class Cap
{
    public static SampleKind Kind { get; } = new(Draw)
    {
        Name = "cap",
        Colours = ["black", "white", "red", "yellow", "green", "blue", "navy blue"],
        Patterns = [SampleAttributes.Solid, "striped", "colour-block", "graphic"],
    };

    // Seen from the side and a little from the front, the peak to the right.
    static void Draw(GarmentSketch sketch)
    {
        float crown = sketch.Cut.Between(28, 34), peak = sketch.Cut.Between(55, 60);
        bool isBlock = sketch.Garment.Pattern == "colour-block";
        sketch.Single(new Outline(-50, 86).Curve(-54, 48, -30, crown + 5).Curve(-10, crown - 7, 8, crown + 3).Curve(30, crown + 12, 31, 78)
            .Curve(-10, 90, -50, 86));
        sketch.SeamSingle(new Outline(-10, crown).Curve(-30, 50, -31, 87), 1.2f);
        sketch.SeamSingle(new Outline(-10, crown).Curve(6, 46, 7, 84), 1.2f);
        sketch.Disc(-10, crown - 1, 3.6f, Dye.Edge(sketch.Main));
        sketch.Disc(-10, crown - 1, 2.4f, isBlock ? sketch.Second : sketch.Main);
        if (sketch.Garment.Pattern == "graphic")
            Emblem.Draw(sketch, 17, 58, 9);
        sketch.PartSingle(new Outline(-4, 85).Curve(14, 70, 32, 74).Curve(52, 78, peak, 95).Curve(44, 90, 26, 92).Curve(6, 93, -4, 85), isBlock ? sketch.Second
            : Dye.IsDark(sketch.Main) ? Dye.Lighter(sketch.Main, 0.12f) : Dye.Darker(sketch.Main, 0.1f));
        sketch.SeamSingle(new Outline(2, 84).Curve(18, 75, 32, 78).Curve(48, 81, peak - 4, 92), 0.9f);
    }
}
