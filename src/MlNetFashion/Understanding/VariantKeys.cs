using System.Collections.Concurrent;
using MlNetFashion.Catalogues;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Understanding;

/// <summary>Tells which items are variants of one product: their titles are the same but for colours.</summary>
/// <param name="items">The items.</param>
/// <param name="words">Reads colours, with a lexicon alone.</param>
/// <param name="catalogue">The items' attributes.</param>
sealed class VariantKeys(ItemTable items, QueryUnderstanding words, CatalogueMeanings catalogue)
{
    readonly ConcurrentDictionary<int, string> _keys = [];

    /// <summary>What the variants of an item have in common; null where its title says too little to tell.</summary>
    public string? Of(int row)
    {
        string key = _keys.GetOrAdd(row, Key);
        return key.Length > 0 ? key : null;
    }

    /// <summary>The colour of an item as its catalogue spells it, else as its title says; empty where neither does.</summary>
    public string Colour(int row) => catalogue.Spelled(AttributeKind.Colour, row) is { Length: > 0 } told
        ? told
        : string.Join(" and ", words.Read(items.Title(row)).Findings.Where(finding => finding.Kind == AttributeKind.Colour)
            .Select(finding => finding.Value).Distinct());

    string Key(int row)
    {
        string title = items.Title(row);
        UnderstoodQuery read = words.Read(title);
        string[] kept =
        [
            .. RequestWords.Read(title, QueryUnderstanding.MaxLength)
                .Where(word => !SmallWords.Are(word.Text)
                    && !read.Findings.Any(finding => finding.Kind == AttributeKind.Colour && word.Start < finding.End && word.End > finding.Start))
                .Select(word => WordStem.Of(word.Text)),
        ];
        // "Dress" alone is the title of many products.
        return kept.Length >= 2 ? $"{string.Join(' ', kept)}|{catalogue.Spelled(AttributeKind.Garment, row)}|{catalogue.Spelled(AttributeKind.Gender, row)}"
            : "";
    }
}
