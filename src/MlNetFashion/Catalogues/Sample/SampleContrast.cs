namespace MlNetFashion.Catalogues;

/// <summary>Which two colours can be told apart when one is a pattern on the other.</summary>
static class SampleContrast
{
    const double Clear = 128;

    static readonly Dictionary<string, string[]> s_partners = SampleAttributes.Colours.ToDictionary(
        colour => colour.Name,
        colour => SampleAttributes.Colours.Where(other => Distance(colour, other) >= Clear).Select(other => other.Name)
            .SelectMany(name => Enumerable.Repeat(name, Weight(name))).ToArray());

    /// <summary>Colours that show on this one. White and black stand more than once, as they do in shops.</summary>
    public static IReadOnlyList<string> Partners(string colour) => s_partners[colour];

    public static bool IsClear(string colour, string other) =>
        Distance(SampleAttributes.NamedColour(colour), SampleAttributes.NamedColour(other)) >= Clear;

    static int Weight(string partner) => partner switch
    {
        "white" => 12,
        "black" or "navy blue" or "beige" or "yellow" => 3,
        _ => 1,
    };

    // The eye weighs green most and blue least.
    static double Distance(SampleColour a, SampleColour b)
    {
        double red = a.Red - b.Red, green = a.Green - b.Green, blue = a.Blue - b.Blue;
        return Math.Sqrt(0.9 * red * red + 1.4 * green * green + 0.7 * blue * blue);
    }
}
