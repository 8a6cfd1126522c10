using StackExchange.Redis;

namespace MlNetFashion.Stores;

/// <summary>Held by whoever publishes: a key that vanishes by itself soon after its holder does.</summary>
sealed class GarnetLock : IAsyncDisposable
{
    static readonly TimeSpan s_life = TimeSpan.FromSeconds(60), s_renewal = TimeSpan.FromSeconds(15);

    readonly GarnetConnection _connection;
    readonly RedisKey _key;
    readonly CancellationTokenSource _end = new();
    readonly Task _renewing;

    GarnetLock(GarnetConnection connection, RedisKey key)
    {
        (_connection, _key) = (connection, key);
        _renewing = RenewAsync();
    }

    /// <exception cref="IOException">Somebody else holds it.</exception>
    public static async Task<GarnetLock> TakeAsync(CatalogueAddress address, GarnetConnection connection, CancellationToken cancellation)
    {
        RedisKey key = GarnetKeys.Lock(address.Name);
        string holder = $"{Environment.MachineName}, process {Environment.ProcessId}, since {DateTimeOffset.UtcNow:u}";
        if (await connection.WriteAsync(database => database.StringSetAsync(key, holder, s_life, When.NotExists), cancellation).ConfigureAwait(false))
            return new GarnetLock(connection, key);
        RedisValue other = await connection.WriteAsync(database => database.StringGetAsync(key), cancellation).ConfigureAwait(false);
        throw new IOException($"Somebody else is publishing to {address} ({other}). Wait until that is done; "
            + $"where it was killed, {s_life.TotalSeconds:0} seconds are enough.");
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _renewing.ConfigureAwait(false);
        _end.Dispose();
        try
        {
            await _connection.WriteAsync(database => database.KeyDeleteAsync(_key), CancellationToken.None).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // It vanishes by itself.
        }
    }

    async Task RenewAsync()
    {
        using var timer = new PeriodicTimer(s_renewal);
        try
        {
            while (await timer.WaitForNextTickAsync(_end.Token).ConfigureAwait(false))
            {
                try
                {
                    await _connection.WriteAsync(database => database.KeyExpireAsync(_key, s_life), _end.Token).ConfigureAwait(false);
                }
                catch (IOException)
                {
                    // The next time comes before its life ends.
                }
            }
        }
        catch (OperationCanceledException)
        {
            // It is over.
        }
    }
}
