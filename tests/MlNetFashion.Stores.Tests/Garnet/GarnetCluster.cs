namespace MlNetFashion.Tests.Garnet;

/// <summary>A cluster of Garnet on this machine: some primaries that share the slots, and a replica for each where it is asked for.</summary>
sealed class GarnetCluster : IDisposable
{
    const int Slots = 16_384;

    static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    readonly TemporaryFolder _folder = new();

    GarnetCluster(int primaries, bool replicas)
    {
        int[] ports = FreePort.Take(primaries * (replicas ? 2 : 1));
        Nodes = [.. ports.Select((port, number) => new GarnetNode(port, _folder[$"node{number}"], isClustered: true))];
        Primaries = primaries;
    }

    /// <summary>The primaries, then their replicas in the same order.</summary>
    public IReadOnlyList<GarnetNode> Nodes { get; }

    public int Primaries { get; }

    /// <summary>Starts one, and waits until it answers.</summary>
    public static async Task<GarnetCluster> StartAsync(int primaries, bool replicas)
    {
        GarnetNode.RequireProgram();
        var cluster = new GarnetCluster(primaries, replicas);
        try
        {
            await cluster.FormAsync();
            return cluster;
        }
        catch (Exception e)
        {
            string said = string.Join('\n', cluster.Nodes.Select(node => node.Said));
            cluster.Dispose();
            throw new InvalidOperationException($"The cluster did not form. {said}", e);
        }
    }

    public string Address(string name, int? shards = null) =>
        $"garnet://{string.Join(',', Nodes.Take(Primaries).Select(node => node.Host))}/{name}{(shards is null ? "" : $"?shards={shards}")}";

    /// <summary>Waits until something holds.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds, string what)
    {
        for (DateTime end = DateTime.UtcNow + s_patience; DateTime.UtcNow < end; await Task.Delay(50))
        {
            try
            {
                if (await holds())
                    return;
            }
            catch (IOException)
            {
                // Not yet.
            }
        }

        throw new TimeoutException($"It does not hold that {what}.");
    }

    /// <summary>Waits until every replica has all that its primary has.</summary>
    public Task ReplicatedAsync() => UntilAsync(async () =>
    {
        for (int i = 0; i < Primaries; i++)
        {
            if (await OffsetAsync(Nodes[i], "master_repl_offset") != await OffsetAsync(Nodes[Primaries + i], "slave_read_repl_offset"))
                return false;
        }

        return true;
    }, "replicas have what primaries have");

    public void Dispose()
    {
        foreach (GarnetNode node in Nodes)
            node.Dispose();
        _folder.Dispose();
    }

    async Task FormAsync()
    {
        foreach (GarnetNode node in Nodes)
            node.Start();
        foreach (GarnetNode node in Nodes)
            await node.AnswersAsync();
        for (int i = 0; i < Primaries; i++)
        {
            await Nodes[i].SayAsync("CLUSTER", "ADDSLOTSRANGE", $"{Slots * i / Primaries}", $"{Slots * (i + 1) / Primaries - 1}");
            await Nodes[i].SayAsync("CLUSTER", "SET-CONFIG-EPOCH", $"{i + 1}");
        }

        foreach (GarnetNode node in Nodes.Skip(1))
            await Nodes[0].SayAsync("CLUSTER", "MEET", "127.0.0.1", $"{node.Port}");
        foreach (GarnetNode node in Nodes)
            await UntilAsync(async () => (await LinesAsync(node)).Length == Nodes.Count, $"node {node.Port} knows {Nodes.Count} nodes");
        for (int i = Primaries; i < Nodes.Count; i++)
            await Nodes[i].SayAsync("CLUSTER", "REPLICATE", await Nodes[i - Primaries].SayAsync("CLUSTER", "MYID"));
        // A line with a ninth word has slots.
        foreach (GarnetNode node in Nodes)
            await UntilAsync(async () => (await LinesAsync(node)).Count(line => line.Contains("slave", StringComparison.Ordinal)) == Nodes.Count - Primaries
                && (await LinesAsync(node)).Count(line => line.Split(' ').Length > 8) == Primaries, $"node {node.Port} knows who has which slots");
    }

    static async Task<string> OffsetAsync(GarnetNode node, string name) => (await node.SayAsync("INFO", "replication"))
        .Split('\n', StringSplitOptions.TrimEntries).First(line => line.StartsWith($"{name}:", StringComparison.Ordinal))[(name.Length + 1)..];

    static async Task<string[]> LinesAsync(GarnetNode node) =>
        (await node.SayAsync("CLUSTER", "NODES")).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
