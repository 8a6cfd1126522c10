namespace MlNetFashion.Evaluation;

/// <summary>The figures of the queries of one part.</summary>
/// <param name="Name">What the queries are parted by: "type".</param>
/// <param name="Value">The part: "Tshirts".</param>
/// <param name="Scores">Its figures.</param>
public sealed record RetrievalSlice(string Name, string Value, RetrievalScores Scores);
