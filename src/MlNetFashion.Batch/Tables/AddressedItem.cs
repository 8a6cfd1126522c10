using MlNetFashion.Catalogues;

namespace MlNetFashion.Batch;

/// <summary>An item whose photo has a URL.</summary>
/// <param name="Item">The item.</param>
/// <param name="Url">The photo's URL.</param>
readonly record struct AddressedItem(CatalogueItem Item, string Url);
