using MlNetFashion.Evaluation;

namespace MlNetFashion.Web;

/// <summary>A query that was answered badly, with what is known of it.</summary>
/// <param name="Result">How its right items ranked.</param>
/// <param name="Text">Its words; null where it has none, or nobody named the file of queries.</param>
/// <param name="Reference">The id of the item that it shows; null for none that the index has.</param>
/// <param name="ShowsPicture">Whether it shows a picture, of an item or another.</param>
/// <param name="Right">Ids of right items that the index has, some of them.</param>
public sealed record WorstQuery(RunQuery Result, string? Text, string? Reference, bool ShowsPicture, IReadOnlyList<string> Right)
{
    /// <summary>What it is called.</summary>
    public string Name => Text ?? (ShowsPicture ? "a picture" : Result.Id);
}
