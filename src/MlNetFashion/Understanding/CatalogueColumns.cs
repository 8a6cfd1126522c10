using MlNetFashion.Catalogues;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Understanding;

/// <summary>Which attribute columns of a catalogue speak of which kind, and how their values are read.</summary>
sealed class CatalogueColumns
{
    readonly Dictionary<string, AttributeKind> _kinds;

    CatalogueColumns(Dictionary<string, AttributeKind> kinds) => _kinds = kinds;

    /// <summary>As the index remembers, or by names and values where it does not.</summary>
    public static CatalogueColumns Of(ItemTable items, QueryUnderstanding words) =>
        new((items.Roles.Count > 0 ? items.Roles : RoleFinder.Find(items.Facets(), words))
        .Where(role => role.Role.Kind() is not null)
        .DistinctBy(role => role.Column, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(role => role.Column, role => role.Role.Kind()!.Value, StringComparer.OrdinalIgnoreCase));

    /// <summary>What a column speaks of; null where nobody knows.</summary>
    public AttributeKind? KindOf(string column) => _kinds.TryGetValue(column, out AttributeKind known) ? known : null;

    /// <summary>What a value says of a kind: in the lexicon's words, or where those are silent in words that only shops write.</summary>
    public static IReadOnlyList<QueryFinding> Read(QueryUnderstanding words, AttributeKind kind, string value)
    {
        QueryFinding[] found = Said(value);
        return found.Length == 0 && ColumnWords.Plain(kind, value) is { } plain ? Said(plain) : found;

        QueryFinding[] Said(string text) =>
            [.. words.Read(Phrase(kind, text)).Findings.Where(finding => finding.Kind == kind && finding.Source == FindingSource.Lexicon)];
    }

    /// <summary>A value as a phrase that can be understood: "long" in a column of sleeves is read
    /// as "long sleeves", and of "Clothing &gt; Dresses" the end.</summary>
    public static string Phrase(AttributeKind kind, string value)
    {
        value = value[(value.LastIndexOf(" > ", StringComparison.Ordinal) is >= 0 and int last ? last + 3 : 0)..];
        return kind switch
        {
            AttributeKind.Sleeve => $"{value} sleeves",
            AttributeKind.Neckline => $"{value} neck",
            AttributeKind.Hem => $"{value} length",
            AttributeKind.Fit => $"{value} fit",
            _ => value,
        };
    }
}
