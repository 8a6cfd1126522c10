namespace MlNetFashion.Evaluation;

/// <summary>One answer in a <see cref="RetrievalResult"/>.</summary>
/// <param name="Id">The item's id.</param>
/// <param name="Score">Cosine, or a weighted sum of cosines; larger is nearer.</param>
/// <param name="Title">The item's title; may be empty.</param>
public sealed record RetrievedItem(string Id, float Score, string Title);
