using SkiaSharp;

namespace MlNetFashion.Catalogues;

static class Backpack
{
    public static SampleKind Kind { get; } = new(Draw)
    {
        Name = "backpack",
        Colours = ["black", "grey", "red", "orange", "green", "olive", "blue", "purple"],
        Patterns = [SampleAttributes.Solid, "checked", "dotted", "colour-block"],
    };

    static void Draw(GarmentSketch sketch)
    {
        float width = sketch.Cut.Between(31, 36), bottom = sketch.Cut.Between(112, 117);
        SKColor dark = Dye.IsDark(sketch.Main) ? Dye.Lighter(sketch.Main, 0.18f) : Dye.Darker(sketch.Main, 0.45f);
        sketch.Oval(0, bottom + 1, width + 4, 4, SKColors.Black.WithAlpha(26));
        // Shoulder straps show on both sides, the handle on top.
        sketch.StrokePair(new Outline(width - 8, 26).Curve(width + 20, 52, width - 1, 98), 6.5f, Dye.Edge(sketch.Main));
        sketch.StrokePair(new Outline(width - 8, 26).Curve(width + 20, 52, width - 1, 98), 4.4f, dark);
        sketch.StrokeMirrored(new Outline(0, 9).Curve(9, 9, 9, 20), 4.4f, dark);
        sketch.Panel(new Outline(0, 16).Curve(width - 2, 16, width, 44).Curve(width + 3, 84, width + 1, bottom - 7).Curve(width, bottom, width - 8, bottom)
            .Line(0, bottom + 1));
        sketch.StrokeMirrored(new Outline(0, 29).Curve(width - 9, 29, width - 5, 58), 2.6f, dark);
        sketch.StrokeMirrored(new Outline(0, 29).Curve(width - 9, 29, width - 5, 58), 0.9f, new SKColor(214, 214, 220));
        sketch.Panel(new Outline(0, 66).Curve(width - 8, 65, width - 6, 72).Line(width - 5, bottom - 10).Curve(width - 6, bottom - 5, width - 12, bottom - 5)
            .Line(0, bottom - 5), 0.1f);
        sketch.StrokeMirrored(new Outline(0, 76).Line(width - 8, 76), 2.6f, dark);
        sketch.StrokeMirrored(new Outline(0, 76).Line(width - 8, 76), 0.9f, new SKColor(214, 214, 220));
        sketch.Stroke(new Outline(width - 14, 76).Line(width - 13, 84), 2, dark);
        if (sketch.Cut.IsBelow(0.5f))
            sketch.Part(new Outline(0, 46).Line(5, 46).Line(5, 56).Line(0, 56), dark);
    }
}
