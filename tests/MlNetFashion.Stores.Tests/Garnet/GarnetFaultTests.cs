using System.Collections.Concurrent;
using MlNetFashion.Retrieval;
using MlNetFashion.Stores;

namespace MlNetFashion.Tests.Garnet;

/// <summary>Nodes that are killed while searches run, and come back.</summary>
[NonParallelizable]
public sealed class GarnetFaultTests
{
    const int Items = 600, Top = 10;

    static readonly PublishOptions s_atOnce = new() { Grace = TimeSpan.Zero };

    [Test]
    public async Task Answers_say_which_part_is_missing_and_a_node_that_comes_back_has_all_it_had()
    {
        using GarnetCluster cluster = await GarnetCluster.StartAsync(primaries: 3, replicas: false);
        using EmbeddingIndex index = Garments.Index(Items);
        using CatalogueStore store = CatalogueStores.Open(cluster.Address("shop"));
        StoredCatalogue catalogue = await store.PublishAsync(index, s_atOnce);
        // The log is written every 50 milliseconds.
        await Task.Delay(500);
        string[] whole = Ids(await store.NearestAsync(catalogue, [Garments.Vector(-1)], Top));

        Load load = Load.Start(store, catalogue);
        await load.AnswersAsync(10);
        cluster.Nodes[1].Kill();
        await load.UntilAsync(found => found.Missing.Count > 0);
        await load.AnswersAsync(20);
        cluster.Nodes[1].Start();
        await load.UntilAsync(found => found.Missing.Count == 0);
        IReadOnlyList<StoreCandidates> answers = await load.StopAsync();

        HashSet<string> ofLost = [.. Enumerable.Range(0, Items).Select(number => $"id {number}").Where(id => GarnetUpload.Shard(id, 3) == 1)];
        int missing = 0;
        foreach (StoreCandidates answer in answers)
        {
            if (answer.Missing.Count == 0)
            {
                Assert.That(answer.Items, Has.Count.EqualTo(Top));
                continue;
            }

            missing++;
            Assert.That(answer.Missing.Select(shard => (shard.Number, shard.Items)), Is.EqualTo([(2, ofLost.Count)]));
            Assert.That(answer.Missing[0].Reason, Does.EndWith("."));
            Assert.That(Ids(answer).Intersect(ofLost), Is.Empty);
        }

        TestContext.Out.WriteLine($"{answers.Count} answers; {missing} of them said that part 2 was missing");
        Assert.That(Ids(await store.NearestAsync(catalogue, [Garments.Vector(-1)], Top)), Is.EquivalentTo(whole));
        StoreCandidates all = await store.FindAsync(catalogue, [.. Enumerable.Range(0, Items).Select(number => $"id {number}")]);
        Assert.That(all.Items, Has.Count.EqualTo(Items));
    }

    [Test]
    public async Task Replicas_answer_for_a_node_that_is_killed()
    {
        using GarnetCluster cluster = await GarnetCluster.StartAsync(primaries: 3, replicas: true);
        using EmbeddingIndex index = Garments.Index(Items);
        using CatalogueStore store = CatalogueStores.Open(cluster.Address("shop"));
        StoredCatalogue catalogue = await store.PublishAsync(index, s_atOnce);
        await cluster.ReplicatedAsync();

        Load load = Load.Start(store, catalogue);
        await load.AnswersAsync(10);
        cluster.Nodes[1].Kill();
        await load.AnswersAsync(50);
        await load.UntilAsync(found => found.Missing.Count == 0);
        IReadOnlyList<StoreCandidates> answers = await load.StopAsync();

        TestContext.Out.WriteLine($"{answers.Count} answers; {answers.Count(answer => answer.Missing.Count > 0)} of them said that a part was missing");
        Assert.That(answers.Where(answer => answer.Missing.Count == 0).Select(answer => answer.Items.Count), Is.All.EqualTo(Top));
        Assert.That(answers.SelectMany(answer => answer.Missing).Select(shard => shard.Number), Is.All.EqualTo(2));
        // What was not known before can be read, too.
        using CatalogueStore later = CatalogueStores.Open(cluster.Address("shop"));
        Assert.That((await later.ReadAsync()).Version, Is.EqualTo(catalogue.Version));
        Assert.That((await later.NearestAsync(catalogue, [Garments.Vector(-1)], Top)).Missing, Is.Empty);
    }

    [Test]
    public async Task A_server_without_vector_sets_and_one_that_is_not_there_are_told_with_what_to_do()
    {
        GarnetNode.RequireProgram();
        using TemporaryFolder folder = new();
        using var node = new GarnetNode(FreePort.Take(1)[0], folder.Path, isClustered: false, hasVectors: false);
        using EmbeddingIndex index = Garments.Index(20);
        using CatalogueStore store = CatalogueStores.Open($"garnet://{node.Host}/shop");
        await Assert.ThatAsync(() => store.ReadAsync(), Throws.InstanceOf<IOException>().With.Message.Contains("does not answer"));
        node.Start();
        await node.AnswersAsync();
        await Assert.ThatAsync(() => store.PublishAsync(index), Throws.InstanceOf<IOException>().With.Message.Contains("--enable-vector-set-preview"));
    }

    [Test]
    public async Task Two_do_not_publish_at_once()
    {
        GarnetNode.RequireProgram();
        using TemporaryFolder folder = new();
        using var node = new GarnetNode(FreePort.Take(1)[0], folder.Path, isClustered: false);
        node.Start();
        await node.AnswersAsync();
        using EmbeddingIndex index = Garments.Index(20);
        using CatalogueStore store = CatalogueStores.Open($"garnet://{node.Host}/shop");
        Task<StoredCatalogue>? other = null;
        await store.PublishAsync(index, s_atOnce, new Heard(_ => other ??= store.PublishAsync(index, s_atOnce)));
        await Assert.ThatAsync(() => other!, Throws.InstanceOf<IOException>().With.Message.Contains("Somebody else is publishing"));
        Assert.That((await store.PublishAsync(index, s_atOnce)).Count, Is.EqualTo(20));
    }

    static string[] Ids(StoreCandidates found) => [.. found.Items.Select(item => item.Item.Id)];

    /// <summary>Searches without end, two at a time.</summary>
    sealed class Load
    {
        static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

        readonly CancellationTokenSource _stop = new();
        readonly ConcurrentQueue<StoreCandidates> _answers = new();
        Task _searches = Task.CompletedTask;

        public static Load Start(CatalogueStore store, StoredCatalogue catalogue)
        {
            var load = new Load();
            load._searches = Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
            {
                while (!load._stop.IsCancellationRequested)
                    load._answers.Enqueue(await store.NearestAsync(catalogue, [Garments.Vector(-1)], Top));
            })));
            return load;
        }

        public Task AnswersAsync(int more)
        {
            int enough = _answers.Count + more;
            return WaitAsync(() => _answers.Count >= enough);
        }

        /// <summary>Waits for an answer from now on.</summary>
        public Task UntilAsync(Predicate<StoreCandidates> isSo)
        {
            int from = _answers.Count;
            return WaitAsync(() => _answers.Skip(from).Any(answer => isSo(answer)));
        }

        public async Task<IReadOnlyList<StoreCandidates>> StopAsync()
        {
            await _stop.CancelAsync();
            await _searches;
            return [.. _answers];
        }

        async Task WaitAsync(Func<bool> isSo)
        {
            DateTime end = DateTime.UtcNow + s_patience;
            while (!isSo())
            {
                if (_searches.IsFaulted)
                    await _searches;
                Assert.That(DateTime.UtcNow, Is.LessThan(end), $"after {_answers.Count} answers");
                await Task.Delay(20);
            }
        }
    }
}
