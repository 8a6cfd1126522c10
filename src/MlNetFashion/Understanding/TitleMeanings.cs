using System.Collections.Concurrent;
using MlNetFashion.Catalogues;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Understanding;

/// <summary>What titles say of items: "Checked Shirt" is checked. They name some of what no
/// attribute tells; of an item whose title is silent nothing is known.</summary>
/// <param name="items">The items.</param>
/// <param name="reader">Reads titles, with a lexicon alone.</param>
sealed class TitleMeanings(ItemTable items, QueryUnderstanding reader)
{
    static readonly AttributeKind[] s_kinds =
        [AttributeKind.Garment, AttributeKind.Colour,
            AttributeKind.Gender, AttributeKind.Pattern, AttributeKind.Fabric, AttributeKind.Sleeve, AttributeKind.Neckline,
            AttributeKind.Hem, AttributeKind.Fit];

    readonly ConcurrentDictionary<(AttributeKind, string), bool[]?> _named = [];

    /// <summary>For each item whether its title names what a finding asks for; null where no title does, or titles are not read for it.</summary>
    public bool[]? Name(QueryFinding finding) => finding.Source != FindingSource.Model && s_kinds.Contains(finding.Kind)
        ? _named.GetOrAdd((finding.Kind, finding.Value), key => Read(key.Item1, key.Item2))
        : null;

    bool[]? Read(AttributeKind kind, string asked)
    {
        bool[] named = new bool[items.Count];
        string[] words = Words(kind, asked);
        if (words.Length == 0)
            return null;
        bool any = false;
        for (int row = 0; row < named.Length; row++)
        {
            string title = items.Title(row);
            // Few titles have a word of it, and only those are worth reading.
            if (!words.Any(word => title.Contains(word, StringComparison.OrdinalIgnoreCase)))
                continue;
            named[row] = reader.Read(title).Findings.Any(finding => finding.Kind == kind && finding.Source == FindingSource.Lexicon
                && finding.Change is not (FindingChange.Without or FindingChange.Less) && reader.Lexicon.Satisfies(kind, asked, finding.Value));
            any |= named[row];
        }

        return any ? named : null;
    }

    string[] Words(AttributeKind kind, string asked) =>
    [
        .. reader.Lexicon.Entries.Where(entry => entry.Meaning.Kind == kind && reader.Lexicon.Satisfies(kind, asked, entry.Meaning.Value))
            .SelectMany(entry => entry.Forms)
            .Concat(reader.Lexicon.Headed.Where(entry =>
                entry.ByNoun.TryGetValue(kind, out LexiconMeaning meaning) && reader.Lexicon.Satisfies(kind, asked, meaning.Value))
                .SelectMany(entry => entry.Forms))
            .Select(form => form.Split(' ')[^1]).Distinct(StringComparer.Ordinal),
    ];
}
