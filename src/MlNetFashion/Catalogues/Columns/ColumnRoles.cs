namespace MlNetFashion.Catalogues;

/// <summary>The roles of columns and the kinds of attributes that requests name.</summary>
static class ColumnRoles
{
    static readonly Dictionary<ColumnRole, AttributeKind> s_kinds = new()
    {
        [ColumnRole.Kind] = AttributeKind.Garment,
        [ColumnRole.Colour] = AttributeKind.Colour,
        [ColumnRole.Pattern] = AttributeKind.Pattern,
        [ColumnRole.Material] = AttributeKind.Fabric,
        [ColumnRole.Sleeve] = AttributeKind.Sleeve,
        [ColumnRole.Neckline] = AttributeKind.Neckline,
        [ColumnRole.Length] = AttributeKind.Hem,
        [ColumnRole.Fit] = AttributeKind.Fit,
        [ColumnRole.Gender] = AttributeKind.Gender,
        [ColumnRole.Occasion] = AttributeKind.Occasion,
        [ColumnRole.Season] = AttributeKind.Season,
    };

    /// <summary>The kind of attribute that a column of a role tells; null where requests have no word for it.</summary>
    public static AttributeKind? Kind(this ColumnRole role) => s_kinds.TryGetValue(role, out AttributeKind kind) ? kind : null;

    /// <summary>A role by the word that a person types: <c>colour</c> or <c>color</c>, <c>material</c> or <c>fabric</c>, and so on.</summary>
    /// <exception cref="FormatException">There is no such role; the message names those there are.</exception>
    public static ColumnRole Parse(string word) => word.Trim().ToUpperInvariant() switch
    {
        "COLOR" => ColumnRole.Colour,
        "FABRIC" => ColumnRole.Material,
        "IMAGE" or "PHOTO" => ColumnRole.Picture,
        "GARMENT" or "TYPE" or "CATEGORY" => ColumnRole.Kind,
        "HEM" => ColumnRole.Length,
        var name when Enum.TryParse(name, ignoreCase: true, out ColumnRole role) && !int.TryParse(name, out _) => role,
        _ => throw new FormatException($"\"{word.Trim()}\" is no role of a column. "
            + $"There are: {string.Join(", ", Enum.GetNames<ColumnRole>()).ToLowerInvariant()}."),
    };
}
