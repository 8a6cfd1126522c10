using MlNetFashion.Models;
using MlNetFashion.Retrieval;
using MlNetFashion.Understanding;

namespace MlNetFashion.Querying;

/// <summary>The answer to a query: the nearest items, and all that led to them.</summary>
/// <param name="Query">The query as it was prepared.</param>
/// <param name="Neighbours">The items, best first, each with what every part gave. A request for several garments is answered with some of each.</param>
/// <param name="Untold">What the request insists on, but no attribute of the items tells: such a "must" leaves nothing out.</param>
public sealed record SearchAnswer(PreparedQuery Query, IReadOnlyList<Neighbour> Neighbours, IReadOnlyList<QueryFinding> Untold)
{
    /// <inheritdoc cref="PreparedQuery.Understood"/>
    public UnderstoodQuery? Understood => Query.Understood;

    /// <inheritdoc cref="PreparedQuery.Seen"/>
    public IReadOnlyList<IReadOnlyList<SeenAttribute>> Seen => Query.Seen;

    /// <inheritdoc cref="PreparedQuery.Pictures"/>
    public IReadOnlyList<DrawnPicture> Pictures => Query.Pictures;
}
