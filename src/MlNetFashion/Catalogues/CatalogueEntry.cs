namespace MlNetFashion.Catalogues;

/// <summary>One step of a catalogue's stream: an item and its picture, not decoded yet, so that many can be decoded at once.</summary>
/// <param name="Item">Id, title and attributes.</param>
/// <param name="Picture">Encoded bytes or pixels.</param>
/// <param name="Source">The folder or archive it came from, as it was named; empty for a drawn picture.</param>
/// <param name="Name">The file within <paramref name="Source"/>; empty for a drawn picture.</param>
public sealed record CatalogueEntry(CatalogueItem Item, CataloguePicture Picture, string Source = "", string Name = "");
