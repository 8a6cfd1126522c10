using MlNetFashion.Images;

namespace MlNetFashion.ContactSheets;

/// <summary>One row of a <see cref="ContactSheetGrid"/>.</summary>
/// <param name="Caption">Over the row.</param>
/// <param name="Pictures">From the left, of any size; null shows a placeholder.</param>
public sealed record ContactSheetRow(string Caption, IReadOnlyList<RgbImage?> Pictures);
