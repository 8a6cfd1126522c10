using MlNetFashion.Catalogues;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Web;

/// <summary>What the Browse tab shows.</summary>
/// <param name="Asked">What was asked.</param>
/// <param name="Items">One page of items, with their variants where those are grouped.</param>
/// <param name="Total">How many items pass; null where a search ranks all.</param>
/// <param name="Facets">Counted attributes.</param>
/// <param name="Sorts">Attributes of numbers, by which items can be put in order.</param>
/// <param name="HasMore">Whether there is another page.</param>
/// <param name="Notes">What a person should know.</param>
public sealed record BrowseView(BrowseRequest Asked, IReadOnlyList<(CatalogueItem Item, IReadOnlyList<string> Colours, int Variants)> Items, int? Total,
    IReadOnlyList<AttributeFacet> Facets, IReadOnlyList<string> Sorts, bool HasMore, IReadOnlyList<string> Notes);
