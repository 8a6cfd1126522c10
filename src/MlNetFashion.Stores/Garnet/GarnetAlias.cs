using StackExchange.Redis;

namespace MlNetFashion.Stores;

/// <summary>Which version of a catalogue answers: the manifest, in several copies of which the latest counts.</summary>
sealed class GarnetAlias(CatalogueAddress address, GarnetConnection connection)
{
    /// <summary>The manifest; null where there is none.</summary>
    /// <exception cref="IOException">No copy answers.</exception>
    public async Task<CatalogueManifest?> ReadAsync(CancellationToken cancellation)
    {
        Task<RedisValue>[] copies = [.. Enumerable.Range(0, GarnetKeys.Copies).Select(copy =>
            (RedisKey)GarnetKeys.Alias(address.Name, copy)).Select(key =>
                connection.ReadAsync(key, (database, flags) => database.StringGetAsync(key, flags), cancellation))];
        CatalogueManifest? latest = null;
        IOException? absence = null;
        foreach (Task<RedisValue> copy in copies)
        {
            try
            {
                if (await copy.ConfigureAwait(false) is { IsNull: false } text && CatalogueManifest.Read(text.ToString(), address) is { } manifest
                    && string.CompareOrdinal(manifest.Version, latest?.Version) > 0)
                    latest = manifest;
            }
            catch (IOException e)
            {
                absence = e;
            }
        }

        // Where a copy cannot be seen, nobody knows that there is none.
        return latest ?? (absence is null ? null : throw absence);
    }

    /// <summary>Switches to a version, or to none.</summary>
    /// <exception cref="IOException">No copy could be written, and the version before goes on answering.</exception>
    public async Task WriteAsync(CatalogueManifest? manifest, CancellationToken cancellation)
    {
        int written = 0;
        IOException? failure = null;
        for (int copy = 0; copy < GarnetKeys.Copies; copy++)
        {
            RedisKey key = GarnetKeys.Alias(address.Name, copy);
            try
            {
                await connection.WriteAsync(database => manifest is null ? database.KeyDeleteAsync(key) : database.StringSetAsync(key, manifest.ToJson()),
                    cancellation).ConfigureAwait(false);
                written++;
            }
            catch (IOException e)
            {
                failure = e;
            }
        }

        if (written == 0)
            throw failure!;
    }
}
