using MlNetFashion.Understanding;

namespace MlNetFashion.Querying;

/// <summary>A term of a query as it is searched.</summary>
/// <param name="Term">The term.</param>
/// <param name="Findings">What was read in it, each as what there should be more or less of.</param>
sealed record UnderstoodTerm(QueryTerm Term, IReadOnlyList<QueryFinding> Findings)
{
    /// <summary>The name of its part of the query.</summary>
    public string Name => $"{(Term.Weight > 0 ? "more" : "less")} {Term.Text}";

    /// <summary>Reads a term; null to take it as words alone.</summary>
    public static UnderstoodTerm Make(QueryTerm term, QueryUnderstanding? understanding) =>
        new(term, [.. (understanding?.Read(term.Text).Findings ?? []).Select(finding => Weighed(finding, term.Weight))]);

    // "Less of no stripes" is more of them.
    static QueryFinding Weighed(QueryFinding finding, float weight) =>
        finding with { Change = finding.Change is FindingChange.Without or FindingChange.Less == weight > 0 ? FindingChange.Less : FindingChange.More };
}
