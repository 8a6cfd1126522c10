using MlNetFashion.Retrieval;

namespace MlNetFashion.Evaluation;

/// <summary>The answers to one <see cref="RetrievalQuery"/>.</summary>
/// <remarks>As a line of JSON Lines: <c>{"id":"q1","neighbours":[{"id":"15970","score":0.93,"title":"…"}]}</c>, best first.</remarks>
/// <param name="Id">The query's id.</param>
/// <param name="Neighbours">Best first.</param>
public sealed record RetrievalResult(string Id, IReadOnlyList<RetrievedItem> Neighbours)
{
    /// <summary>The result of a search.</summary>
    public static RetrievalResult Of(string queryId, IEnumerable<Neighbour> neighbours) =>
        new(queryId, [.. neighbours.Select(neighbour => new RetrievedItem(neighbour.Id, neighbour.Score, neighbour.Item.Title))]);
}
