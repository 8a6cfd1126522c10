namespace MlNetFashion.Catalogues;

/// <summary>A line of <c>cap.CATEGORY.SPLIT.json</c>.</summary>
/// <param name="Candidate">The id of the garment that is shown.</param>
/// <param name="Captions">What people wrote of the difference.</param>
/// <param name="Target">The id of the garment that they looked at; null in the test split.</param>
sealed record FashionIqCaption(string Candidate, string?[] Captions, string? Target = null);
