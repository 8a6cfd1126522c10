using MlNetFashion.Models;
using MlNetFashion.Notebooks;
using MlNetFashion.Retrieval;
using MlNetFashion.Understanding;

namespace MlNetFashion.Querying;

/// <summary>The answer to a query: the nearest items, and all that led to them.</summary>
/// <param name="Query">The query as it was prepared.</param>
/// <param name="Neighbours">The items, best first, each with what every part gave. A request for several garments is answered with some of each.</param>
/// <param name="Untold">What the request insists on, but no attribute of the items tells: such a "must" leaves nothing out.</param>
[TypeFormatterSource(typeof(AnswerFormatterSource), PreferredMimeTypes = ["text/html"])]
public sealed record SearchAnswer(PreparedQuery Query, IReadOnlyList<Neighbour> Neighbours, IReadOnlyList<QueryFinding> Untold)
{
    /// <summary>Words of the request as it was asked that nothing knows, with the catalogue's own
    /// that they were taken for: the query was prepared with those.</summary>
    public IReadOnlyList<RespelledWord> Corrected { get; init; } = [];

    /// <summary>Words that neither the lexicon nor any item has.</summary>
    public IReadOnlyList<string> Unknown { get; init; } = [];

    /// <summary>Prices and sizes that the request sets, but no attribute of the items tells.</summary>
    public IReadOnlyList<NumberPhrase> UntoldNumbers { get; init; } = [];

    /// <summary>The values of the attributes of <see cref="SearchOptions.Facets"/>, counted over all items that pass
    /// the filter, are not refused, and have the attributes and names that are asked for.</summary>
    public IReadOnlyList<AttributeFacet> Facets { get; init; } = [];

    /// <summary>Where the items' pictures are.</summary>
    internal EmbeddingIndex? Searched { get; init; }

    /// <inheritdoc cref="PreparedQuery.Understood"/>
    public UnderstoodQuery? Understood => Query.Understood;

    /// <inheritdoc cref="PreparedQuery.Seen"/>
    public IReadOnlyList<IReadOnlyList<SeenAttribute>> Seen => Query.Seen;

    /// <inheritdoc cref="PreparedQuery.Pictures"/>
    public IReadOnlyList<DrawnPicture> Pictures => Query.Pictures;
}
