using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text.Json;
using MlNetFashion.Catalogues;
using MlNetFashion.Retrieval;
using StackExchange.Redis;

namespace MlNetFashion.Stores;

/// <summary>Writes the items of an index into the shards of a new version, several lists of them at once.</summary>
sealed class GarnetUpload(CatalogueAddress address, EmbeddingIndex index, CatalogueManifest manifest, PublishOptions options, IProgress<int>? progress)
{
    // Answers come in the order of what was asked, and each addition takes the node a millisecond or two.
    static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    int _written;

    /// <summary>The shard of an id.</summary>
    public static int Shard(string id, int shards) => (int)(IdHash.Whole(id) % (uint)shards);

    public async Task RunAsync(CancellationToken cancellation)
    {
        List<int>[] rows = [.. manifest.Shards.Select(_ => new List<int>())];
        for (int row = 0; row < index.Count; row++)
            rows[Shard(index.Items.Id(row), rows.Length)].Add(row);
        GarnetConnection[] connections = [.. Enumerable.Range(0, options.Connections).Select(_ => new GarnetConnection(address, s_patience))];
        try
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            await Task.WhenAll(rows.Select((ofShard, shard) => WriteAsync(manifest.Shards[shard].Tag, ofShard, connections, stop))).ConfigureAwait(false);
        }
        finally
        {
            foreach (GarnetConnection connection in connections)
                connection.Dispose();
        }
    }

    async Task WriteAsync(string tag, List<int> rows, GarnetConnection[] connections, CancellationTokenSource stop)
    {
        try
        {
            var lists = new ConcurrentQueue<(int Number, int[] Rows)>(rows.Chunk(GarnetKeys.IdsOfList).Select((ofList, number) => (number, ofList)));
            // The first addition makes the vector set: it is not to be made twice.
            if (lists.TryDequeue(out (int Number, int[] Rows) first))
                await WriteAsync(tag, first.Number, first.Rows, connections[0], makes: true, stop.Token).ConfigureAwait(false);
            await Task.WhenAll(connections.Select(async connection =>
            {
                while (lists.TryDequeue(out (int Number, int[] Rows) list))
                    await WriteAsync(tag, list.Number, list.Rows, connection, makes: false, stop.Token).ConfigureAwait(false);
            })).ConfigureAwait(false);
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    async Task WriteAsync(string tag, int number, int[] rows, GarnetConnection connection, bool makes, CancellationToken cancellation)
    {
        string[] ids = [.. rows.Select(index.Items.Id)];
        await connection.WriteAsync(database => database.StringSetAsync(GarnetKeys.List(tag, number),
            JsonSerializer.Serialize(ids, StoreJson.Default.StringArray)), cancellation).ConfigureAwait(false);
        int done = 0;
        if (makes)
            await connection.WriteAsync(database => AddAsync(database, tag, rows[done++]), cancellation).ConfigureAwait(false);
        await connection.WriteAsync(async database =>
        {
            await Task.WhenAll(rows.Skip(done).Select(row => AddAsync(database, tag, row))).ConfigureAwait(false);
            return true;
        }, cancellation).ConfigureAwait(false);
        progress?.Report(Interlocked.Add(ref _written, rows.Length));
    }

    async Task<bool> AddAsync(IDatabase database, string tag, int row)
    {
        CatalogueItem item = index.Item(row);
        float[] embedding = index.Embedding(row).ToArray();
        byte[] picture = index.HasThumbnails ? index.EncodedThumbnail(row) : [];
        Task text = database.StringSetAsync(GarnetKeys.Item(tag, item.Id), GarnetItem.Write(item, embedding));
        Task small = picture.Length == 0 ? Task.CompletedTask : database.StringSetAsync(GarnetKeys.Picture(tag, item.Id), picture);
        Task vector = database.ExecuteAsync("VADD", (RedisKey)GarnetKeys.Vectors(tag), "FP32", MemoryMarshal.AsBytes<float>(embedding).ToArray(), item.Id,
            "NOQUANT", "EF", options.Effort, "SETATTR", FilterDocument.Of(item, manifest.Columns), "M", options.Degree);
        await Task.WhenAll(text, small, vector).ConfigureAwait(false);
        return true;
    }
}
