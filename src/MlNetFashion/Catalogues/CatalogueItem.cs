namespace MlNetFashion.Catalogues;

/// <summary>What a catalogue knows of an item beside its picture.</summary>
/// <param name="Id">Unique within the catalogue.</param>
/// <param name="Title">What a person reads; may be empty.</param>
/// <param name="Attributes">Column names to values as the source spells them ("baseColour" to "Navy Blue"); keys compare without case.</param>
public sealed record CatalogueItem(string Id, string Title, IReadOnlyDictionary<string, string> Attributes);
