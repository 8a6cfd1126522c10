using MlNetFashion.Catalogues;

namespace MlNetFashion.Stores;

/// <summary>An item as a store gives it.</summary>
/// <param name="Item">Id, title and attributes.</param>
/// <param name="Embedding">D numbers, unit length.</param>
public sealed record StoredItem(CatalogueItem Item, ReadOnlyMemory<float> Embedding);
