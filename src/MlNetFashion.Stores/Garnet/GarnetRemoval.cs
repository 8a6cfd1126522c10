using System.Text.Json;
using StackExchange.Redis;

namespace MlNetFashion.Stores;

/// <summary>Removes versions of a catalogue, and remembers which are to go until they are gone.</summary>
sealed class GarnetRemoval(CatalogueAddress address, GarnetConnection connection)
{
    /// <summary>Writes down what is not to stay.</summary>
    /// <param name="tags">Of a version's shards.</param>
    /// <param name="cancellation">Stops.</param>
    public Task NoteAsync(IEnumerable<string> tags, CancellationToken cancellation) => connection.WriteAsync(database =>
        database.StringSetAsync(GarnetKeys.Journal(address.Name), JsonSerializer.Serialize([.. tags], StoreJson.Default.StringArray)), cancellation);

    /// <summary>Removes what was written down, but for a version that answers.</summary>
    public async Task SweepAsync(CatalogueManifest? current, CancellationToken cancellation)
    {
        RedisKey journal = GarnetKeys.Journal(address.Name);
        RedisValue noted = await connection.WriteAsync(database => database.StringGetAsync(journal), cancellation).ConfigureAwait(false);
        if (noted.IsNull)
            return;
        foreach (string tag in JsonSerializer.Deserialize(noted.ToString(), StoreJson.Default.StringArray) ?? [])
        {
            if (current?.Shards.Any(shard => shard.Tag == tag) != true)
                await RemoveAsync(tag, cancellation).ConfigureAwait(false);
        }

        await connection.WriteAsync(database => database.KeyDeleteAsync(journal), cancellation).ConfigureAwait(false);
    }

    // The last list first: as long as anything is there, the lists before say so.
    async Task RemoveAsync(string tag, CancellationToken cancellation)
    {
        int lists = 0;
        while (await connection.WriteAsync(database => database.KeyExistsAsync(GarnetKeys.List(tag, lists)), cancellation).ConfigureAwait(false))
            lists++;
        await connection.WriteAsync(database => database.KeyDeleteAsync(GarnetKeys.Vectors(tag)), cancellation).ConfigureAwait(false);
        for (int list = lists - 1; list >= 0; list--)
        {
            RedisKey key = GarnetKeys.List(tag, list);
            RedisValue text = await connection.WriteAsync(database => database.StringGetAsync(key), cancellation).ConfigureAwait(false);
            string[] ids = text.IsNull ? [] : JsonSerializer.Deserialize(text.ToString(), StoreJson.Default.StringArray) ?? [];
            RedisKey[] keys = [.. ids.SelectMany(id => (RedisKey[])[GarnetKeys.Item(tag, id), GarnetKeys.Picture(tag, id)])];
            await connection.WriteAsync(database => database.KeyDeleteAsync(keys), cancellation).ConfigureAwait(false);
            await connection.WriteAsync(database => database.KeyDeleteAsync(key), cancellation).ConfigureAwait(false);
        }
    }
}
