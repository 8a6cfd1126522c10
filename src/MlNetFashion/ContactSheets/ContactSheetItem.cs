using MlNetFashion.Images;

namespace MlNetFashion.ContactSheets;

/// <summary>One of the items on a <see cref="ContactSheet"/>.</summary>
/// <param name="Title">Wrapped, and cut with an ellipsis where it is too long.</param>
/// <param name="Score">Cosine, −1 to 1; null or not a number shows none.</param>
/// <param name="Picture">Of any size; null shows a placeholder.</param>
public sealed record ContactSheetItem(string Title, float? Score, RgbImage? Picture);
