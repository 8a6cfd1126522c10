using System.Text.Json;
using MlNetFashion.Retrieval;
using MlNetFashion.Text;

namespace MlNetFashion.Stores;

/// <summary>What a store keeps of a catalogue beside its items: one JSON text, which is switched in one step.</summary>
sealed record CatalogueManifest
{
    public const int CurrentFormat = 1;

    public int Format { get; init; } = CurrentFormat;
    public required string Version { get; init; }
    public required int Count { get; init; }
    public required int Dimension { get; init; }
    public required bool Pictures { get; init; }
    public required string ModelSha256 { get; init; }
    public required string Preprocessing { get; init; }
    public required string Source { get; init; }
    public required DateTimeOffset Created { get; init; }
    public IndexedItems? Catalogue { get; init; }
    public IReadOnlyList<AttributeRole>? Roles { get; init; }
    public required IReadOnlyList<StoredColumn> Columns { get; init; }
    public required IReadOnlyList<StoredShard> Shards { get; init; }

    public IndexDescription Description() => new(ModelSha256, Preprocessing, Source, Created) { Items = Catalogue, Roles = Roles };

    public string ToJson() => JsonSerializer.Serialize(this, StoreJson.Default.CatalogueManifest);

    /// <exception cref="InvalidDataException">It is damaged, or of another format; the message names the address.</exception>
    public static CatalogueManifest Read(string json, CatalogueAddress address)
    {
        try
        {
            CatalogueManifest manifest = JsonSerializer.Deserialize(json, StoreJson.Default.CatalogueManifest) ?? throw new JsonException("It is null.");
            return manifest.Format == CurrentFormat ? manifest
                : throw new InvalidDataException($"The catalogue {address} is of format {manifest.Format}, but this program reads format {CurrentFormat}. "
                    + "Publish it again, or update the program.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"What {address} keeps is no catalogue ({JsonFault.Reason(e)}). Publish it again.", e);
        }
    }
}
