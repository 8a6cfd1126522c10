using System.Text;
using MlNetFashion.Catalogues;

namespace MlNetFashion.Understanding;

/// <summary>A request for several garments as one request for each: "jeans and a white shirt" is "jeans" and "white shirt".</summary>
static class ItemParts
{
    // More are a list of a shop's departments, and each costs a search.
    const int Most = 4;

    static readonly HashSet<string> s_joints = new(["and", "or", "with", "plus", "also"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The parts; the request itself where it names one garment, or garments that nothing keeps apart: titles have "shirt tshirt".</summary>
    public static IReadOnlyList<UnderstoodQuery> Of(UnderstoodQuery query)
    {
        UnderstoodItem[] named = [.. query.Items.Where(item => item.Garment is { IsNegative: false })];
        if (named.Length is < 2 or > Most || !named.Zip(named.Skip(1), (one, next) => IsJoint(query.Text[one.Garment!.End..next.Garment!.Start]))
            .All(apart => apart))
            return [query];
        QueryFinding[] loose = [.. query.Items.Except(named).SelectMany(item => item.Findings)];
        RequestWord[] others = [.. RequestWords.Read(query.Text, QueryUnderstanding.MaxLength)
            .Where(word => query.IsOther(word) && !SmallWords.Are(word.Text))];
        int[] ends = [.. named.Zip(named.Skip(1), (one, next) => LastJoint(query.Text, one.Garment!.End, next.Garment!.Start)), query.Text.Length];
        return
        [
            .. named.Select((item, i) => Part(
                query,
                [.. item.Findings.Concat(loose).Concat(Shared(named, item)).OrderBy(finding => finding.Start)],
                [.. others.Where(word => word.End <= ends[i] && (i == 0 || word.Start >= ends[i - 1]))])),
        ];
    }

    static bool IsJoint(string between) =>
        between.AsSpan().ContainsAny(',', '&', '+') || RequestWords.Read(between, between.Length).Any(word => s_joints.Contains(word.Text));

    // "For men" and "for a wedding" are said once and meant for all.
    static IEnumerable<QueryFinding> Shared(UnderstoodItem[] items, UnderstoodItem item) => items.Where(other => other != item)
        .SelectMany(other => other.Findings)
        .Where(finding => finding.Kind is AttributeKind.Gender or AttributeKind.Occasion or AttributeKind.Season
            && !item.Findings.Any(own => own.Kind == finding.Kind));

    // Where what is said of a garment ends and the next one's words begin.
    static int LastJoint(string text, int from, int to) => RequestWords.Read(text.AsSpan(from, to - from), to - from)
        .Where(word => word.Break != WordBreak.None || s_joints.Contains(word.Text)).Select(word => from + word.Start).LastOrDefault(from);

    // The words of the findings and, before them, those that no lexicon knows: brands say.
    static UnderstoodQuery Part(UnderstoodQuery query, QueryFinding[] findings, RequestWord[] others)
    {
        var text = new StringBuilder(string.Join(' ', others.Select(word => query.Text[word.Start..word.End])));
        var moved = new List<QueryFinding>(findings.Length);
        int before = -1;
        foreach (QueryFinding finding in findings)
        {
            string words = query.Meant(finding);
            // "B/w" are two findings of the same words.
            if (before != finding.Start)
                text.Append(text.Length > 0 ? " " : "").Append(words);
            before = finding.Start;
            moved.Add(finding with { Start = text.Length - words.Length, Length = words.Length });
        }

        QueryFinding garment = moved.First(finding => finding is { Kind: AttributeKind.Garment, IsNegative: false });
        return new UnderstoodQuery(text.ToString(), moved, [new UnderstoodItem(garment, moved)]);
    }
}
