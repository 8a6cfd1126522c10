namespace MlNetFashion.Understanding;

/// <summary>Which attribute columns of catalogues speak of which kind, and how their values are read.</summary>
static class CatalogueColumns
{
    // The value stands in a phrase that says what it is of: "long" in a column of sleeves is read as "long sleeves".
    static readonly Dictionary<string, (FindingKind Kind, string Phrase)> s_columns = new(StringComparer.OrdinalIgnoreCase)
    {
        ["articleType"] = (FindingKind.Garment, "{0}"),
        ["garment"] = (FindingKind.Garment, "{0}"),
        ["class"] = (FindingKind.Garment, "{0}"),
        ["category"] = (FindingKind.Garment, "{0}"),
        ["baseColour"] = (FindingKind.Colour, "{0}"),
        ["baseColor"] = (FindingKind.Colour, "{0}"),
        ["colour"] = (FindingKind.Colour, "{0}"),
        ["color"] = (FindingKind.Colour, "{0}"),
        ["secondColour"] = (FindingKind.Colour, "{0}"),
        ["pattern"] = (FindingKind.Pattern, "{0}"),
        ["fabric"] = (FindingKind.Fabric, "{0}"),
        ["material"] = (FindingKind.Fabric, "{0}"),
        ["sleeve"] = (FindingKind.Sleeve, "{0} sleeves"),
        ["neckline"] = (FindingKind.Neckline, "{0} neck"),
        ["length"] = (FindingKind.Hem, "{0} length"),
        ["fit"] = (FindingKind.Fit, "{0} fit"),
        ["gender"] = (FindingKind.Gender, "{0}"),
        ["usage"] = (FindingKind.Occasion, "{0}"),
        ["occasion"] = (FindingKind.Occasion, "{0}"),
        ["season"] = (FindingKind.Season, "{0}"),
    };

    /// <summary>What a column speaks of; null where nobody knows.</summary>
    public static FindingKind? KindOf(string column) => s_columns.TryGetValue(column, out (FindingKind Kind, string) known) ? known.Kind : null;

    /// <summary>A value as a phrase that can be understood.</summary>
    public static string Phrase(string column, string value) => s_columns[column].Phrase.Replace("{0}", value, StringComparison.Ordinal);
}
