using MlNetFashion.Querying;

namespace MlNetFashion.Evaluation;

/// <summary>One question of a file of questions, and what its answers should be.</summary>
/// <remarks>
/// As a line of JSON Lines: <c>{"id":"q1","text":"navy blue shirt","image":"path or null","relevant":["15970"]}</c>. Text or image may be
/// missing, not both. These members are optional: <c>"kind"</c>, <c>"reference"</c>,
/// <c>"protocol"</c>, <c>"gallery"</c>, <c>"slices"</c>, an object of names to
/// a value or a list of values, and <c>"images"</c> and <c>"terms"</c> (<see cref="QueryMembers"/>). Members that are not known are passed over.
/// </remarks>
/// <param name="Id">Unique within the file.</param>
/// <param name="Text">What is asked for, or null.</param>
/// <param name="Image">The path of the picture, or null. In a file, a relative path starts at the file's folder.</param>
/// <param name="Relevant">Ids of the items that are right answers; needed by evaluation only.</param>
/// <param name="Kind">What sort of question it is ("attributes", "title", "composed", "image"); reports have a line for each. Or null.</param>
/// <param name="Reference">The id of the item that <paramref name="Image"/> shows, or null. Where that item is in the gallery,
/// evaluation leaves it and its duplicates out of the answers, unless the protocol keeps it: the item that the shopper holds already is no find.</param>
public sealed record RetrievalQuery(
    string Id, string? Text, string? Image, IReadOnlyList<string> Relevant, string? Kind = null, string? Reference = null)
{
    /// <value>The name of the <see cref="RetrievalProtocol"/> that it is asked by; null for <see cref="RetrievalProtocol.OwnQueries"/>.</value>
    public string? Protocol { get; init; }

    /// <value>The path of a list of the ids that are searched, one a line, where the protocol has one;
    /// or null. In a file, a relative path starts at the file's folder.</value>
    public string? Gallery { get; init; }

    /// <value>The paths of more pictures beside <see cref="Image"/>. The default is none.</value>
    public IReadOnlyList<string> MoreImages { get; init; } = [];

    /// <value>What there should be more or less of. The default is none.</value>
    public IReadOnlyList<QueryTerm> Terms { get; init; } = [];

    /// <value>The parts of a report that it belongs to. The default is none.</value>
    public QuerySlices Slices { get; init; } = QuerySlices.None;
}
