using MlNetFashion.Images;

namespace MlNetFashion.ContactSheets;

/// <summary>The answer to one search, to be shown on one page.</summary>
public sealed record ContactSheetContent
{
    /// <summary>What was asked in words; empty when the question was a picture.</summary>
    public string Query { get; init; } = "";

    /// <summary>The picture that was asked with, of any size.</summary>
    public RgbImage? Reference { get; init; }

    /// <summary>Generated pictures, one for each garment that was asked for: what was understood.</summary>
    public IReadOnlyList<RgbImage> Understood { get; init; } = [];

    /// <summary>What was found, best first.</summary>
    public IReadOnlyList<ContactSheetItem> Items { get; init; } = [];

    /// <summary>A line under the query: how many items were searched, by what. Empty for none.</summary>
    public string Note { get; init; } = "";
}
