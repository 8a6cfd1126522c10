using MlNetFashion.Catalogues;

namespace MlNetFashion.Understanding;

/// <summary>Which attribute columns of catalogues speak of which kind, and how their values are read.</summary>
static class CatalogueColumns
{
    // The value stands in a phrase that says what it is of: "long" in a column of sleeves is read as "long sleeves".
    static readonly Dictionary<string, (AttributeKind Kind, string Phrase)> s_columns = new(StringComparer.OrdinalIgnoreCase)
    {
        ["articleType"] = (AttributeKind.Garment, "{0}"),
        ["garment"] = (AttributeKind.Garment, "{0}"),
        ["class"] = (AttributeKind.Garment, "{0}"),
        ["category"] = (AttributeKind.Garment, "{0}"),
        ["baseColour"] = (AttributeKind.Colour, "{0}"),
        ["baseColor"] = (AttributeKind.Colour, "{0}"),
        ["colour"] = (AttributeKind.Colour, "{0}"),
        ["color"] = (AttributeKind.Colour, "{0}"),
        ["secondColour"] = (AttributeKind.Colour, "{0}"),
        ["pattern"] = (AttributeKind.Pattern, "{0}"),
        ["fabric"] = (AttributeKind.Fabric, "{0}"),
        ["material"] = (AttributeKind.Fabric, "{0}"),
        ["sleeve"] = (AttributeKind.Sleeve, "{0} sleeves"),
        ["neckline"] = (AttributeKind.Neckline, "{0} neck"),
        ["length"] = (AttributeKind.Hem, "{0} length"),
        ["fit"] = (AttributeKind.Fit, "{0} fit"),
        ["gender"] = (AttributeKind.Gender, "{0}"),
        ["usage"] = (AttributeKind.Occasion, "{0}"),
        ["occasion"] = (AttributeKind.Occasion, "{0}"),
        ["season"] = (AttributeKind.Season, "{0}"),
    };

    /// <summary>What a column speaks of; null where nobody knows.</summary>
    public static AttributeKind? KindOf(string column) => s_columns.TryGetValue(column, out (AttributeKind Kind, string) known) ? known.Kind : null;

    /// <summary>A value as a phrase that can be understood.</summary>
    public static string Phrase(string column, string value) => s_columns[column].Phrase.Replace("{0}", value, StringComparison.Ordinal);
}
