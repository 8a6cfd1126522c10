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
    public async Task<T> ReadAsync<T>(RedisKey key, Func<IDatabase, CommandFlags, Task<T>> ask, CancellationToken cancellation)
    {
        IDatabase database = await OpenAsync(cancellation).ConfigureAwait(false);
        Exception? absence = null;
        foreach (CommandFlags node in (CommandFlags[])[CommandFlags.DemandMaster, CommandFlags.DemandReplica])
        {
            // What is asked while a connection is made anew waits for that: a node that is gone is not asked at all.
            if (!IsThere(database.Multiplexer, key, node))
                continue;
            try
            {
                return await ask(database, node).WaitAsync(cancellation).ConfigureAwait(false);
            }
            catch (Exception e) when (IsAbsence(e))
            {
                absence ??= e;
            }
            catch (RedisServerException e)
            {
                throw Refused(e);
            }
        }

        throw absence is null ? new IOException($"No node of Garnet that is reached from {Hosts} has it now. Check which of them run.") : Unreachable(absence);
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

    // IDatabase.IsConnected would be true where any other node is there.
    static bool IsThere(IConnectionMultiplexer nodes, RedisKey key, CommandFlags which)
    {
        IServer[] connected = [.. nodes.GetServers().Where(server => server.IsConnected)];
        if (connected.Select(server => server.ClusterConfiguration).FirstOrDefault(known => known is not null)?.GetBySlot(key) is not { } primary)
            return connected.Length > 0 && which == CommandFlags.DemandMaster;
        return which == CommandFlags.DemandMaster ? connected.Any(server => Equals(server.EndPoint, primary.EndPoint))
            : primary.Children.Any(replica => connected.Any(server => Equals(server.EndPoint, replica.EndPoint)));
    }

    string Hosts => string.Join(", ", address.Hosts);

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
            // Whether another node has the slots now.
            ConfigCheckSeconds = 10,
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
        new($"Garnet at {Hosts} does not answer: {Reason(inner)}. Check that it runs and that this machine reaches it.", inner);

    IOException Refused(RedisServerException inner) => new(inner.Message.Contains("not enabled", StringComparison.Ordinal)
        ? $"Garnet at {Hosts} has no vector sets. Start it with --enable-vector-set-preview."
        : $"Garnet at {Hosts} refuses: {FirstLine(inner)}.", inner);

    static string Reason(Exception e) => e switch
    {
        RedisConnectionException { FailureType: ConnectionFailureType.AuthenticationFailure } => "it does not accept the user or the password",
        RedisConnectionException => "there is no connection",
        RedisTimeoutException => "it took too long",
        _ => FirstLine(e),
    };

    static string FirstLine(Exception e) => e.Message.Split('\n')[0].Trim().TrimEnd('.');
}
