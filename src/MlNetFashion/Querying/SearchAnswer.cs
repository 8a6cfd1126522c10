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
    /// <summary>Words that nothing knows, with the catalogue's own that they were taken for.</summary>
    public IReadOnlyList<(string Word, string Meant)> Corrected { get; init; } = [];

    /// <summary>Prices and sizes that the request sets, but no attribute of the items tells.</summary>
    public IReadOnlyList<NumberPhrase> UntoldNumbers { get; init; } = [];

    /// <inheritdoc cref="PreparedQuery.Understood"/>
    public UnderstoodQuery? Understood => Query.Understood;

    /// <inheritdoc cref="PreparedQuery.Seen"/>
    public IReadOnlyList<IReadOnlyList<SeenAttribute>> Seen => Query.Seen;

    /// <inheritdoc cref="PreparedQuery.Pictures"/>
    public IReadOnlyList<DrawnPicture> Pictures => Query.Pictures;
}
