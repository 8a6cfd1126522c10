using MlNetFashion.Catalogues;

namespace MlNetFashion.Evaluation;

/// <summary>The colours that pictures are told apart by, each with the colours of the catalogues
/// that belong to it and with points in CIELAB that look like it.</summary>
/// <remarks>
/// <para>Colours are one where people who see a photo would not agree which of the two it is:
/// navy blue and blue, maroon and red, olive and green, gold and yellow, silver and grey. "Multi"
/// and "Metallic" are of none. So the product catalogue's 46 names are 13 here, and the sample catalogue's 15 likewise.</para>
/// <para>The points were placed by hand, one or more for each name, and moved where photos of products
/// (training split, a quarter of it) are read as labelled more often thereby: photographed
/// cloth is duller than the word for its colour. Lightness counts for less than hue, since shades change it.</para>
/// </remarks>
static class NamedColours
{
    const float LightnessCounts = 0.6f;

    // "colour: names in the catalogues / L a b, L a b, …".
    const string Table = """
        black: Black / 22 0 0, 9 2 0
        grey: Grey, Charcoal, Grey Melange, Steel, Silver / 63 1 2, 70 0 0, 46 4 -5
        white: White, Off White / 93 0 0, 86 0 0
        blue: Blue, Navy Blue / 42 0 -41, 69 -14 -24, 25 3 -16, 24 -3 -11, 86 -3 -8, 58 3 -12
        teal: Teal, Turquoise Blue, Sea Green / 36 -25 -8, 72 -34 -16, 55 -30 -10
        green: Green, Olive, Lime Green, Fluorescent Green / 60 -33 14, 71 -21 35, 34 -15 8, 45 -6 18, 71 -14 10
        red: Red, Maroon, Burgundy / 45 55 30, 28 27 14, 38 45 22
        pink: Pink, Magenta, Rose, Peach / 72 37 7, 59 57 12, 79 15 4, 42 51 2
        purple: Purple, Lavender, Mauve / 39 26 -19, 44 15 -5, 67 9 -7, 27 19 -8
        orange: Orange / 59 43 41, 74 28 56
        yellow: Yellow, Mustard, Gold / 85 -2 55, 60 11 56, 76 -4 30, 65 5 38
        brown: Brown, Coffee Brown, Tan, Bronze, Copper, Mushroom Brown, Rust, Taupe / 22 12 12, 45 18 21, 54 6 15, 22 3 3
        beige: Beige, Cream, Skin, Nude, Khaki / 67 10 12, 70 4 16, 83 0 13
        """;

    static readonly (string Name, string[] Members, LabColour[] Points)[] s_rows = [.. Table.Split('\n').Select(Row)];

    static readonly Dictionary<string, int> s_places = s_rows.SelectMany((row, place) => row.Members.Select(member => (member, place)))
        .ToDictionary(pair => pair.member, pair => pair.place, StringComparer.OrdinalIgnoreCase);

    static readonly (int Place, LabColour Point)[] s_points = [.. s_rows.SelectMany((row, place) => row.Points.Select(point => (place, point)))];

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. s_rows.Select(row => row.Name)];

    /// <summary>The place in <see cref="Names"/> of a colour as a catalogue spells it ("Navy Blue"); −1 where it is none that can be seen.</summary>
    public static int Of(string colour) => s_places.GetValueOrDefault(colour.Trim(), -1);

    /// <summary>The same of an item.</summary>
    /// <param name="item">Of products or of the sample catalogue.</param>
    public static int Of(CatalogueItem item) =>
        item.Attributes.TryGetValue(QueryVocabulary.Products.ColourAttribute, out string? colour)
            || item.Attributes.TryGetValue(QueryVocabulary.Sample.ColourAttribute, out colour) ? Of(colour) : -1;

    /// <summary>The place in <see cref="Names"/> of the nearest of all points.</summary>
    public static int Nearest(LabColour colour)
    {
        (int nearest, float least) = (0, float.PositiveInfinity);
        foreach ((int place, LabColour point) in s_points)
        {
            float light = (point.L - colour.L) * LightnessCounts, a = point.A - colour.A, b = point.B - colour.B, distance = light * light + a * a + b * b;
            if (distance < least)
                (nearest, least) = (place, distance);
        }

        return nearest;
    }

    static (string Name, string[] Members, LabColour[] Points) Row(string line)
    {
        const StringSplitOptions Trim = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        string[] parts = line.Split((char[])[':', '/'], Trim);
        return (parts[0], parts[1].Split(',', Trim), [.. parts[2].Split(',', Trim).Select(Point)]);
    }

    static LabColour Point(string text)
    {
        float[] numbers = [.. text.Split(' ').Select(number => float.Parse(number, System.Globalization.CultureInfo.InvariantCulture))];
        return new LabColour(numbers[0], numbers[1], numbers[2]);
    }
}
