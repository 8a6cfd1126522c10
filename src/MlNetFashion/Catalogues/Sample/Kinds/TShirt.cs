namespace MlNetFashion.Catalogues;

static class TShirt
{
    public static SampleKind Kind { get; } = new(Draw)
    {
        Name = "T-shirt",
        Zoom = 1.17f,
        Colours = ["black", "white", "grey", "red", "pink", "orange", "yellow", "green", "olive", "blue", "navy blue", "purple"],
        Patterns = [SampleAttributes.Solid, "striped", "dotted", "colour-block", "graphic"],
        Sleeves = ["sleeveless", "short", "long"],
        Necklines = ["round", "v-neck"],
    };

    static void Draw(GarmentSketch sketch)
    {
        Torso torso = new Torso { Sleeve = sketch.Garment.Sleeve }.WithNeckline(sketch.Garment.Neckline).Varied(sketch.Cut);
        torso.Draw(sketch);
        if (sketch.Garment.Pattern == "graphic")
            Emblem.Draw(sketch, 0, 64, sketch.Cut.Between(12, 15));
        torso.NeckBand(sketch, 3.4f, Dye.IsDark(sketch.Main) ? Dye.Lighter(sketch.Main, 0.16f) : Dye.Darker(sketch.Main, 0.12f));
        sketch.Seam(new Outline(0, torso.HemY).Curve(torso.Hem / 2, torso.HemY, torso.Hem, torso.HemY - 3));
    }
}
