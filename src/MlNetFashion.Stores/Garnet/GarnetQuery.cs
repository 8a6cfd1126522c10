using System.Globalization;
using System.Runtime.InteropServices;
using StackExchange.Redis;

namespace MlNetFashion.Stores;

/// <summary>Asks shards of Garnet for what is near to query vectors.</summary>
sealed class GarnetQuery(GarnetConnection connection, IReadOnlyList<ReadOnlyMemory<float>> vectors, int count, string? filter)
{
    // How many of the best are kept on the way along the links: measured, a half more than are asked for miss next to none.
    const int LeastEffort = 200;

    public async Task<ShardAnswer> AskAsync(StoredShard shard, CancellationToken cancellation)
    {
        if (shard.Count == 0)
            return new ShardAnswer([]);
        try
        {
            RedisResult[] answers = await Task.WhenAll(vectors.Select(vector =>
                connection.ReadAsync(GarnetKeys.Vectors(shard.Tag),
                (database, flags) => database.ExecuteAsync("VSIM", Arguments(shard.Tag, vector), flags), cancellation))).ConfigureAwait(false);
            (int, string, double)[] found = [.. answers.SelectMany((answer, vector) => Read(answer).Select(each => (vector, each.Id, each.Distance)))];
            return found.Length > 0 || await IsThereAsync(shard, cancellation).ConfigureAwait(false) ? new ShardAnswer(found)
                : new ShardAnswer([], "Its node answers, but has lost it. Publish the catalogue again.", Lost: true);
        }
        catch (IOException e)
        {
            return new ShardAnswer([], e.Message);
        }
    }

    // With a filter, a shard may have nothing to say.
    async Task<bool> IsThereAsync(StoredShard shard, CancellationToken cancellation)
    {
        RedisKey key = GarnetKeys.Vectors(shard.Tag);
        return filter is not null
            && await connection.ReadAsync(key, (database, flags) => database.KeyExistsAsync(key, flags), cancellation).ConfigureAwait(false);
    }

    object[] Arguments(string tag, ReadOnlyMemory<float> vector) =>
    [
        (RedisKey)GarnetKeys.Vectors(tag), "FP32", MemoryMarshal.AsBytes(vector.Span).ToArray(), "WITHSCORES", "COUNT", count, "EF",
        Math.Max(count + count / 2, LeastEffort), .. (string[])(filter is null ? [] : ["FILTER", filter]),
    ];

    static IEnumerable<(string Id, double Distance)> Read(RedisResult answer)
    {
        RedisResult[] flat = answer.IsNull ? [] : (RedisResult[])answer!;
        for (int i = 0; i + 1 < flat.Length; i += 2)
            yield return ((string)flat[i]!, double.Parse((string)flat[i + 1]!, NumberStyles.Float, CultureInfo.InvariantCulture));
    }
}
