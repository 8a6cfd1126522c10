using MlNetFashion.Catalogues;
using MlNetFashion.Understanding;

namespace MlNetFashion.Tests.Understanding;

/// <summary>F1 of findings: one is right when kind, value and change agree and the spans overlap; what replaces something counts as wanted.</summary>
sealed class FindingScore
{
    readonly Dictionary<AttributeKind, (int Right, int Found, int Expected)> _kinds = [];

    public double F1 => Of(_kinds.Values);

    public void Add(IReadOnlyList<ExpectedFinding> expected, IReadOnlyList<QueryFinding> found)
    {
        var open = expected.ToList();
        foreach (QueryFinding finding in found)
        {
            int match = open.FindIndex(label => label.Kind == finding.Kind && label.Value == finding.Value && Change(label.Change) == Change(finding.Change) &&
                label.Start < finding.End && finding.Start < label.Start + label.Length);
            Count(finding.Kind, match >= 0 ? 1 : 0, 1, 0);
            if (match >= 0)
                open.RemoveAt(match);
        }

        foreach (ExpectedFinding label in expected)
            Count(label.Kind, 0, 0, 1);
    }

    public override string ToString() => $"F1 {F1:F3} over {_kinds.Values.Sum(kind => kind.Expected)} findings; " +
        string.Join(", ", _kinds.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {Of([pair.Value]):F3} of {pair.Value.Expected}"));

    static FindingChange Change(FindingChange change) => change == FindingChange.Replace ? FindingChange.Want : change;

    static double Of(IEnumerable<(int Right, int Found, int Expected)> counts)
    {
        double right = counts.Sum(count => count.Right), all = counts.Sum(count => count.Found + count.Expected);
        return all == 0 ? 1 : 2 * right / all;
    }

    void Count(AttributeKind kind, int right, int found, int expected)
    {
        (int Right, int Found, int Expected) before = _kinds.GetValueOrDefault(kind);
        _kinds[kind] = (before.Right + right, before.Found + found, before.Expected + expected);
    }
}
