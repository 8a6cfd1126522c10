namespace MlNetFashion.Catalogues;

/// <summary>One step of a catalogue's stream: an item and its picture, not decoded yet, so that many can be decoded at once.</summary>
/// <param name="Item">Id, title and attributes.</param>
/// <param name="Picture">Encoded bytes or pixels.</param>
public sealed record CatalogueEntry(CatalogueItem Item, CataloguePicture Picture);
