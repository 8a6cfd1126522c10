namespace MlNetFashion.Catalogues;

/// <summary>What a photo belongs to.</summary>
/// <param name="Row">The row; null where there is none, or more than one that it could be.</param>
/// <param name="IsView">Whether the name is that of the row and the number of a view.</param>
/// <param name="IsChosen">Whether it is the photo that stands for the row.</param>
/// <param name="Others">The cells of the rows that it could be, where it could be several.</param>
readonly record struct PhotoMatch(ProductRow? Row, bool IsView, bool IsChosen, string? Others)
{
    public static PhotoMatch None { get; } = new(null, false, false, null);
}
