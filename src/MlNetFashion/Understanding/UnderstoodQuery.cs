namespace MlNetFashion;

/// <summary>A request as it was understood.</summary>
/// <param name="Text">The text as it was given; findings point into it.</param>
/// <param name="Findings">All findings, in the order of the text; empty where nothing was understood.</param>
/// <param name="Items">The garments that are asked for, each with its own findings: two for "jeans and a white shirt". Empty where there are no findings.</param>
public sealed record UnderstoodQuery(string Text, IReadOnlyList<QueryFinding> Findings, IReadOnlyList<UnderstoodItem> Items)
{
    /// <summary>What is to be kept away.</summary>
    public IEnumerable<QueryFinding> Unwanted => Findings.Where(finding => finding.IsNegative);

    /// <summary>The words of a finding.</summary>
    public string Words(QueryFinding finding) => Text.Substring(finding.Start, finding.Length);
}
