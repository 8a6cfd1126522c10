using MlNetFashion.Catalogues;
using MlNetFashion.Understanding;

namespace MlNetFashion.Conversations;

/// <summary>What a catalogue says of an item, understood: its attributes, and its title where they say nothing.</summary>
static class ItemLooks
{
    /// <summary>Whether an item is as a request says.</summary>
    public static bool Has(CatalogueItem item, UnderstoodQuery look) =>
        look.Findings.All(asked => Of(item, asked.Kind).Any(value => FashionLexicon.Default.Satisfies(asked.Kind, asked.Value, value)));

    /// <summary>The values that an item has of a kind; none where nothing is said.</summary>
    public static string[] Of(CatalogueItem item, AttributeKind kind)
    {
        string[] told = [.. item.Attributes.Where(column => CatalogueColumns.ByName.KindOf(column.Key) == kind).SelectMany(column => Values(CatalogueColumns.Phrase(kind, column.Value), kind))];
        return told.Length > 0 ? told : [.. Values(item.Title, kind)];
    }

    static IEnumerable<string> Values(string text, AttributeKind kind) =>
        QueryUnderstanding.Default.Read(text).Findings.Where(finding => finding.Kind == kind && !finding.IsNegative).Select(finding => finding.Value);
}
