namespace MlNetFashion.Tests.Garnet;

/// <summary>The contract, on a cluster of three primaries.</summary>
[NonParallelizable]
public sealed class GarnetStoreTests : StoreContract
{
    GarnetCluster? _cluster;

    [OneTimeSetUp]
    public async Task Start() => _cluster = await GarnetCluster.StartAsync(primaries: 3, replicas: false);

    [OneTimeTearDown]
    public void Stop() => _cluster?.Dispose();

    protected override string Address(string name) => _cluster!.Address(name);

    protected override async Task<int> CountKeptAsync(string name)
    {
        int count = 0;
        foreach (GarnetNode node in _cluster!.Nodes)
            count += (await node.SayAsync("KEYS", $"fashion:{{{name}.*")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;

        return count;
    }
}
