using System.Globalization;

namespace MlNetFashion.Stores;

/// <summary>Conditions in the language of VSIM's FILTER.</summary>
static class GarnetFilter
{
    // Garnet compiles 128 words and signs, with 32 different members, and lets nothing pass beyond.
    const int MostWords = 120, MostMembers = 30;

    /// <summary>The expression; null for none. Conditions that would make it too long are left out: whoever asks looks at them again.</summary>
    public static string? Of(IReadOnlyList<FilterClause> clauses)
    {
        var written = new List<string>();
        var members = new HashSet<string>(StringComparer.Ordinal);
        int words = 0;
        foreach (FilterClause clause in clauses)
        {
            string any = string.Join(" or ", clause.Any.Select(Term)), text = clause.Negated ? $"not ( {any} )" : $"( {any} )";
            int more = 4 + clause.Any.Sum(Words);
            HashSet<string> all = [.. members, .. clause.Any.SelectMany(Members)];
            if (words + more > MostWords || all.Count > MostMembers)
                continue;
            (words, members) = (words + more, all);
            written.Add(text);
        }

        return written.Count == 0 ? null : string.Join(" and ", written);
    }

    static string Term(FilterTerm term) => term switch
    {
        FilterTerm.Holds holds => $"( \"{holds.Text}\" in .{holds.Member} )",
        FilterTerm.IsEmpty empty => $"( .{empty.Member} == \"\" )",
        FilterTerm.Compares compares => string.Create(CultureInfo.InvariantCulture,
            $"( .{compares.Member} {(compares.IsLess ? "<" : ">")}{(compares.OrEqual ? "=" : "")} {compares.Bound:0.##################} )"),
        FilterTerm.Both both => $"( {Term(both.One)} and {Term(both.Other)} )",
        _ => "( 0 == 1 )",
    };

    static int Words(FilterTerm term) => term is FilterTerm.Both both ? 3 + Words(both.One) + Words(both.Other) : 6;

    static IEnumerable<string> Members(FilterTerm term) => term switch
    {
        FilterTerm.Holds holds => [holds.Member],
        FilterTerm.IsEmpty empty => [empty.Member],
        FilterTerm.Compares compares => [compares.Member],
        FilterTerm.Both both => [.. Members(both.One), .. Members(both.Other)],
        _ => [],
    };
}
