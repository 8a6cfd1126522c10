namespace MlNetFashion.Catalogues;

/// <summary>A line of <c>titles.jsonl</c>.</summary>
/// <param name="Asin">The garment's id.</param>
/// <param name="Title">Its name in the shop.</param>
sealed record FashionIqTitle(string Asin, string Title);
