using MlNetFashion.Catalogues;
using MlNetFashion.Understanding;

namespace MlNetFashion.Conversations;

/// <summary>What a catalogue says of an item, understood: its attributes, and its title where they say nothing.</summary>
/// <param name="words">Reads values and titles, with a lexicon alone.</param>
/// <param name="columns">Which attributes speak of what.</param>
sealed class ItemLooks(QueryUnderstanding words, CatalogueColumns columns)
{
    /// <summary>Whether an item is as a request says.</summary>
    public bool Has(CatalogueItem item, UnderstoodQuery look) => look.Findings.All(asked => Has(item, asked.Kind, asked.Value));

    /// <summary>Whether it is known that an item has a value of a kind.</summary>
    public bool Has(CatalogueItem item, AttributeKind kind, string value) => Of(item, kind).Any(own => words.Lexicon.Satisfies(kind, value, own));

    /// <summary>The values that an item has of a kind; none where nothing is said.</summary>
    public string[] Of(CatalogueItem item, AttributeKind kind)
    {
        string[] told = [.. item.Attributes.Where(column => columns.KindOf(column.Key) == kind)
            .SelectMany(column => CatalogueColumns.Read(words, kind, column.Value)).Where(finding => !finding.IsNegative).Select(finding => finding.Value)];
        return told.Length > 0 ? told : [.. Values(item.Title, kind)];
    }

    IEnumerable<string> Values(string text, AttributeKind kind) =>
        words.Read(text).Findings.Where(finding => finding.Kind == kind && !finding.IsNegative).Select(finding => finding.Value);
}
