using StackExchange.Redis;

namespace MlNetFashion.Stores;

/// <summary>A connection to each node of Garnet, made when it is first needed.</summary>
/// <param name="address">Names one node or more; the cluster tells the others.</param>
/// <param name="patience">How long an answer may take.</param>
sealed class GarnetConnection(CatalogueAddress address, TimeSpan patience) : IDisposable
{
    readonly SemaphoreSlim _connecting = new(1, 1);
    ConnectionMultiplexer? _nodes;

    public async Task<IDatabase> OpenAsync(CancellationToken cancellation)
    {
        if (_nodes is { } open)
            return open.GetDatabase();
        await _connecting.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return (_nodes ??= await ConnectAsync().WaitAsync(cancellation).ConfigureAwait(false)).GetDatabase();
        }
        catch (RedisConnectionException e)
        {
            throw Unreachable(e);
        }
        finally
        {
            _connecting.Release();
        }
    }

    /// <summary>Asks the node that has a key; where it does not answer, its replica.</summary>
    /// <exception cref="IOException">Neither answers.</exception>
    public async Task<T> ReadAsync<T>(Func<IDatabase, CommandFlags, Task<T>> ask, CancellationToken cancellation)
    {
        IDatabase database = await OpenAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await ask(database, CommandFlags.None).WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (IsAbsence(e))
        {
            try
            {
                return await ask(database, CommandFlags.DemandReplica).WaitAsync(cancellation).ConfigureAwait(false);
            }
            catch (RedisException)
            {
                throw Unreachable(e);
            }
            catch (RedisTimeoutException)
            {
                throw Unreachable(e);
            }
        }
        catch (RedisServerException e)
        {
            throw Refused(e);
        }
    }

    /// <summary>Asks the node that has a key, and nobody else.</summary>
    /// <exception cref="IOException">It does not answer, or refuses.</exception>
    public async Task<T> WriteAsync<T>(Func<IDatabase, Task<T>> ask, CancellationToken cancellation)
    {
        IDatabase database = await OpenAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await ask(database).WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (IsAbsence(e))
        {
            throw Unreachable(e);
        }
        catch (RedisServerException e)
        {
            throw Refused(e);
        }
    }

    public void Dispose()
    {
        _nodes?.Dispose();
        _connecting.Dispose();
    }

    Task<ConnectionMultiplexer> ConnectAsync()
    {
        var options = new ConfigurationOptions
        {
            ClientName = "fashion",
            User = address.User,
            Password = address.Password,
            Ssl = address.Tls,
            // Garnet's VSIM answers in this version of the protocol alone.
            Protocol = RedisProtocol.Resp2,
            // What cannot be asked now is asked of a replica, or is missing: nobody waits for a node to come back.
            BacklogPolicy = BacklogPolicy.FailFast,
            AbortOnConnectFail = true,
            ConnectTimeout = 3000,
            ConnectRetry = 2,
            AsyncTimeout = (int)patience.TotalMilliseconds,
            SyncTimeout = (int)patience.TotalMilliseconds,
            IncludeDetailInExceptions = false,
        };
        foreach (string host in address.Hosts)
            options.EndPoints.Add(host);
        return ConnectionMultiplexer.ConnectAsync(options);
    }

    // A node that starts, or whose slots nobody serves, is as good as one that is not there.
    static bool IsAbsence(Exception e) => e is RedisConnectionException or RedisTimeoutException
        || (e is RedisServerException && (e.Message.StartsWith("CLUSTERDOWN", StringComparison.Ordinal) || e.Message.StartsWith("LOADING", StringComparison.Ordinal)
            || e.Message.StartsWith("MOVED", StringComparison.Ordinal) || e.Message.StartsWith("TRYAGAIN", StringComparison.Ordinal)));

    IOException Unreachable(Exception inner) =>
        new($"Garnet at {string.Join(", ", address.Hosts)} does not answer ({FirstLine(inner)}). Check that it runs and that this machine reaches it.", inner);

    IOException Refused(RedisServerException inner) => new(inner.Message.Contains("not enabled", StringComparison.Ordinal)
        ? $"Garnet at {string.Join(", ", address.Hosts)} has no vector sets. Start it with --enable-vector-set-preview."
        : $"Garnet at {string.Join(", ", address.Hosts)} refuses: {FirstLine(inner)}.", inner);

    static string FirstLine(Exception e)
    {
        string line = e.Message.Split('\n', ';')[0].Trim().TrimEnd('.');
        return line.Length > 160 ? $"{line[..160]}…" : line;
    }
}
