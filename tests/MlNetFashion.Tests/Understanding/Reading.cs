using MlNetFashion.Understanding;

namespace MlNetFashion.Tests.Understanding;

/// <summary>Findings as one line that a person can compare.</summary>
static class Reading
{
    /// <summary>"Colour red; Pattern striped -": kind, value, and a sign for the change.</summary>
    public static string Of(string text) => Line(QueryUnderstanding.Default.Read(text).Findings);

    public static string Line(IEnumerable<QueryFinding> findings) => string.Join("; ", findings.Select(finding =>
        $"{finding.Kind} {finding.Value}{Sign(finding.Change)}{(finding.IsRequired ? " !" : "")}"));

    static string Sign(FindingChange change) => change switch
    {
        FindingChange.Want => "",
        FindingChange.Replace => " >",
        FindingChange.More => " +",
        FindingChange.Less => " <",
        FindingChange.Without => " -",
        _ => " =",
    };
}
