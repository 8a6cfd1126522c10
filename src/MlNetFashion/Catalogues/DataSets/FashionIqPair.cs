namespace MlNetFashion.Catalogues;

/// <summary>What two people said about the difference between two garments.</summary>
/// <param name="Candidate">The id of the garment that is shown.</param>
/// <param name="Target">The id of the garment that is meant; null in the test split, which keeps it to itself.</param>
/// <param name="Captions">Relative to the candidate ("is grey with black design"), trimmed. Two; one where the other is blank in the published file.</param>
public sealed record FashionIqPair(string Candidate, string? Target, IReadOnlyList<string> Captions);
