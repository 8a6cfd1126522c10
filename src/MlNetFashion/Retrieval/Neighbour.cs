using MlNetFashion.Catalogues;
using MlNetFashion.Querying;
using MlNetFashion.Understanding;

namespace MlNetFashion.Retrieval;

/// <summary>One answer of a search.</summary>
/// <param name="Item">The item found.</param>
/// <param name="Score">The weighted sum of the parts' cosines, −1 to 1 where weights add up to
/// 1, and what <see cref="UnderstandingWeights"/> add or take away.</param>
/// <param name="Position">The item's row in the index, from 0.</param>
public sealed record Neighbour(CatalogueItem Item, float Score, int Position)
{
    /// <summary>The item's id.</summary>
    public string Id => Item.Id;

    /// <summary>Why: what each part of the query gave, in the order of the query's parts.</summary>
    public IReadOnlyList<PartScore> Parts { get; init; } = [];

    /// <summary>Why: which attributes are as asked and which are not, in the order of the request; empty where nothing was read out of it.</summary>
    public IReadOnlyList<AttributeMatch> Attributes { get; init; } = [];

    /// <summary>Near-duplicates that stand behind it, best first: those that would have ranked
    /// above the last answer (<see cref="SearchOptions.FoldFrom"/>).</summary>
    public IReadOnlyList<Neighbour> Alike { get; init; } = [];

    /// <summary>Variants of the same product that stand behind it, best first (<see cref="SearchOptions.GroupVariants"/>).</summary>
    public IReadOnlyList<Neighbour> Variants { get; init; } = [];

    /// <summary>The colours of the item and its variants, each once; empty where variants are not grouped or no colour is told.</summary>
    public IReadOnlyList<string> Colours { get; init; } = [];
}
