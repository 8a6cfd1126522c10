namespace MlNetFashion.Catalogues;

/// <summary>The vocabulary of the sample catalogue as data: attributes, their values, the kinds of garment, the named colours.</summary>
static class SampleAttributes
{
    /// <summary>The kind: "dress"; see <see cref="Kinds"/>.</summary>
    public const string Garment = "garment";

    /// <summary>The main colour, which covers most of the garment; see <see cref="Colours"/>.</summary>
    public const string Colour = "colour";

    /// <summary>"solid", "striped", …; see <see cref="Patterns"/>.</summary>
    public const string Pattern = "pattern";

    /// <summary>The colour of the stripes, dots, flowers, …; only where the pattern is not solid.</summary>
    public const string SecondColour = "secondColour";

    /// <summary>"sleeveless", "short" or "long".</summary>
    public const string Sleeve = "sleeve";

    /// <summary>"mini", "knee", "maxi"; "ankle", "cropped", "full".</summary>
    public const string Length = "length";

    /// <summary>"round", "v-neck", "collar", "high neck", "hood".</summary>
    public const string Neckline = "neckline";

    /// <summary>The pattern of a garment in one colour.</summary>
    public const string Solid = "solid";

    /// <summary>All attributes.</summary>
    public static IReadOnlyList<string> Names { get; } = [Garment, Colour, Pattern, SecondColour, Sleeve, Length, Neckline];

    /// <summary>The attributes of which one can be changed on a garment that stays the same kind.</summary>
    public static IReadOnlyList<string> Changeable { get; } = [Colour, Pattern, Sleeve, Length, Neckline];

    /// <summary>The named colours. "black" and "white" are a little off, so that folds and outlines show.</summary>
    public static IReadOnlyList<SampleColour> Colours { get; } =
    [
        new("black", 38, 38, 42),
        new("white", 248, 248, 250),
        new("grey", 138, 140, 145),
        new("red", 208, 32, 40),
        new("pink", 246, 146, 180),
        new("orange", 244, 128, 32),
        new("yellow", 248, 212, 52),
        new("green", 44, 148, 70),
        new("olive", 116, 118, 54),
        new("teal", 28, 150, 156),
        new("blue", 48, 112, 214),
        new("navy blue", 30, 42, 92),
        new("purple", 122, 62, 158),
        new("brown", 118, 74, 46),
        new("beige", 226, 206, 170),
    ];

    /// <summary>Names of <see cref="Colours"/>.</summary>
    public static IReadOnlyList<string> ColourNames { get; } = [.. Colours.Select(colour => colour.Name)];

    /// <summary>All patterns.</summary>
    public static IReadOnlyList<string> Patterns { get; } = [Solid, "striped", "checked", "dotted", "floral", "colour-block", "graphic"];

    /// <summary>All kinds of garment.</summary>
    public static IReadOnlyList<SampleKind> Kinds { get; } =
    [
        TShirt.Kind, Shirt.Kind, Blouse.Kind, Sweater.Kind, Hoodie.Kind, Jacket.Kind, Coat.Kind, Kurta.Kind, Saree.Kind, Dress.Kind, Jumpsuit.Kind,
        Skirt.Kind, Trousers.Kind, Jeans.Kind, Shorts.Kind,
        Sneakers.Kind, Boots.Kind, Sandals.Kind, Heels.Kind,
        Handbag.Kind, Backpack.Kind, Cap.Kind, Hat.Kind, Watch.Kind, Sunglasses.Kind,
    ];

    static readonly Dictionary<string, SampleKind> s_kinds = Kinds.ToDictionary(kind => kind.Name, StringComparer.OrdinalIgnoreCase);
    static readonly Dictionary<string, SampleColour> s_colours = Colours.ToDictionary(colour => colour.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The kind of this name; case does not matter.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static SampleKind Kind(string name) => s_kinds.TryGetValue(name, out SampleKind? kind)
        ? kind
        : throw new ArgumentException($"There is no kind of garment \"{name}\"; the sample catalogue has {string.Join(", ", Kinds)}.", nameof(name));

    /// <summary>The colour of this name; case does not matter.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static SampleColour NamedColour(string name) => s_colours.TryGetValue(name, out SampleColour? colour)
        ? colour
        : throw new ArgumentException($"There is no colour \"{name}\"; the sample catalogue has {string.Join(", ", ColourNames)}.", nameof(name));
}
