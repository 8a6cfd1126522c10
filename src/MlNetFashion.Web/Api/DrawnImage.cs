namespace MlNetFashion.Web;

/// <summary>A drawn picture.</summary>
/// <param name="Number">Which noise of the seed it was drawn from; on a way, its place.</param>
/// <param name="Cosine">How well it fits the query, −1 to 1; null on a way.</param>
/// <param name="Png">The picture, a PNG in base64.</param>
sealed record DrawnImage(int Number, float? Cosine, byte[] Png);
