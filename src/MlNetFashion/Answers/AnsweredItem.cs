using System.Text.Json.Serialization;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Answers;

/// <summary>One item of an answer.</summary>
/// <param name="Id">The item's id.</param>
/// <param name="Score">As <see cref="Neighbour.Score"/>.</param>
/// <param name="Title">What a person reads; may be empty.</param>
sealed record AnsweredItem(string Id, float Score, string Title)
{
    /// <value>Ids of near-duplicates behind it; null where there are none.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Alike { get; init; }

    /// <value>Ids of variants behind it; null where there are none.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Variants { get; init; }

    /// <value>The colours of the item and its variants; null where it has no variants.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Colours { get; init; }

    /// <value>Why it was found; null where nobody asked.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AnswerReason? Why { get; init; }

    /// <summary>Of a neighbour.</summary>
    /// <param name="found">The neighbour.</param>
    /// <param name="why">Whether it says why it was found.</param>
    public static AnsweredItem Of(Neighbour found, bool why) => new(found.Id, found.Score, found.Item.Title)
    {
        Alike = found.Alike.Count == 0 ? null : [.. found.Alike.Select(other => other.Id)],
        Variants = found.Variants.Count == 0 ? null : [.. found.Variants.Select(other => other.Id)],
        Colours = found.Variants.Count == 0 ? null : found.Colours,
        Why = why ? AnswerReason.Of(found) : null,
    };
}
