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
        return [.. named.Select(item => Part(query, [.. item.Findings.Concat(loose).Concat(Shared(named, item)).OrderBy(finding => finding.Start)]))];
    }

    static bool IsJoint(string between) =>
        between.AsSpan().ContainsAny(',', '&', '+') || RequestWords.Read(between, between.Length).Any(word => s_joints.Contains(word.Text));

    // "For men" and "for a wedding" are said once and meant for all.
    static IEnumerable<QueryFinding> Shared(UnderstoodItem[] items, UnderstoodItem item) => items.Where(other => other != item)
        .SelectMany(other => other.Findings)
        .Where(finding => finding.Kind is AttributeKind.Gender or AttributeKind.Occasion or AttributeKind.Season
            && !item.Findings.Any(own => own.Kind == finding.Kind));

    static UnderstoodQuery Part(UnderstoodQuery query, QueryFinding[] findings)
    {
        int start = 0;
        var moved = new List<QueryFinding>(findings.Length);
        foreach (QueryFinding finding in findings)
        {
            moved.Add(finding with { Start = start });
            start += finding.Length + 1;
        }

        QueryFinding garment = moved.First(finding => finding is { Kind: AttributeKind.Garment, IsNegative: false });
        return new UnderstoodQuery(string.Join(' ', findings.Select(query.Words)), moved, [new UnderstoodItem(garment, moved)]);
    }
}
