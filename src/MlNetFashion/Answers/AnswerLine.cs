using System.Text.Json.Serialization;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Answers;

/// <summary>The answer to a query, as a line of JSON of the tool and as the body of an HTTP answer:
/// what a file of retrieval results holds, with optional members that its readers pass over.</summary>
/// <param name="Id">The query's id.</param>
/// <param name="Neighbours">The items found, best first.</param>
sealed record AnswerLine(string Id, IReadOnlyList<AnsweredItem> Neighbours)
{
    /// <value>What a person should know of the answer (<see cref="AnswerNotes"/>); null where notes go elsewhere.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Notes { get; init; }

    /// <value>Counted attributes; null where none were asked for.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FacetLine>? Facets { get; init; }

    /// <value>Why the query of a batch could not be answered, in a sentence; null where it was.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Problem { get; init; }

    /// <summary>Of what was found.</summary>
    /// <param name="id">The query's id.</param>
    /// <param name="found">Best first.</param>
    /// <param name="why">Whether each item says why it was found.</param>
    public static AnswerLine Of(string id, IReadOnlyList<Neighbour> found, bool why) => new(id, [.. found.Select(item => AnsweredItem.Of(item, why))]);
}
