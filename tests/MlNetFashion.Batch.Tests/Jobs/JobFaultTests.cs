using System.Diagnostics;
using MlNetFashion.Batch;
using MlNetFashion.Catalogues;
using MlNetFashion.Retrieval;
using MlNetFashion.Storage;
using MlNetFashion.Tests.State;

namespace MlNetFashion.Tests.Jobs;

/// <summary>Whatever goes wrong, and wherever, the index before answers, the next attempt ends the run, and no photo is lost or embedded for nothing.</summary>
[TestFixture(false)]
[TestFixture(true)]
public sealed class JobFaultTests(bool onPostgres)
{
    // How many of the steps are struck: a few in the suite's time, all of them where somebody asks for so many.
    const string FaultsVariable = "MLNETFASHION_JOB_FAULTS";
    const int UsualFaults = 4;

    static readonly DateTimeOffset s_night = new(2026, 11, 30, 3, 0, 0, TimeSpan.Zero);

    static readonly IReadOnlyList<CatalogueEntry> s_before = Garments.Draw(12), s_after = [.. Garments.Draw(26, seed: 2).Skip(1)];

    static readonly Lazy<(string Before, string After)> s_contents = new(() => (ContentsOf(s_before), ContentsOf(s_after)));

    [Test]
    public void A_worker_that_dies_at_any_step_to_the_disk_or_the_database_leaves_the_old_index_or_the_new_and_the_next_ends_the_run()
    {
        using Shop counted = Open();
        int steps = Steps(counted), old = 0;
        int[] struck = Struck(steps);
        foreach (int last in struck)
        {
            using Shop shop = Open();
            int step = 0;
            using (FileDoor.Watch((_, path, bytes) =>
                Interlocked.Increment(ref step) <= last ? bytes : throw new IOException($"Nothing reaches '{path}' any more.")))
                Assert.That(() => shop.Run(), Throws.Exception, $"after {last} of {steps} steps");
            old += AssertWhole(shop, $"after {last} of {steps} steps") ? 0 : 1;
            EndLeases(shop);
            RunReport report = shop.Run();
            AssertDone(shop, report, $"after {last} of {steps} steps");
        }

        TestContext.Out.WriteLine($"{struck.Length} deaths at {steps} steps: {old} left the old index");
    }

    [Test]
    public void A_step_to_the_disk_or_the_database_that_is_refused_once_costs_an_attempt_and_no_more()
    {
        using Shop counted = Open();
        int steps = Steps(counted);
        int[] struck = Struck(steps);
        foreach (int refused in struck)
        {
            using Shop shop = Open();
            int step = 0;
            RunReport? report = null;
            using (FileDoor.Watch((_, path, bytes) =>
                Interlocked.Increment(ref step) - 1 == refused ? throw new IOException($"No space left on device : '{path}'") : bytes))
            {
                try
                {
                    report = shop.Run();
                }
                catch (IOException)
                {
                    // The question for work itself was refused: whoever started the run reads the sentence.
                }
            }

            AssertWhole(shop, $"step {refused} of {steps}");
            EndLeases(shop);
            if (report is not { State: "published" })
                report = shop.Run();
            AssertDone(shop, report, $"step {refused} of {steps}");
        }

        TestContext.Out.WriteLine($"{struck.Length} refusals at {steps} steps");
    }

    [Test]
    public void A_process_that_is_killed_for_good_leaves_the_old_index_or_the_new_and_the_next_ends_the_run()
    {
        using Shop counted = Open();
        int steps = Steps(counted), old = 0;
        // The process counts from when the tables are there, two steps later.
        int[] struck = Struck(steps - 2);
        foreach (int last in struck)
        {
            using Shop shop = Open();
            using (Process killed = KilledJob.Start(shop, s_night.AddDays(1.5), last))
            {
                killed.WaitForExit();
                Assert.That(killed.ExitCode, Is.Not.Zero, $"killed after {last} of {steps} steps");
            }

            old += AssertWhole(shop, $"killed after {last} of {steps} steps") ? 0 : 1;
            EndLeases(shop);
            AssertDone(shop, shop.Run(), $"killed after {last} of {steps} steps");
        }

        TestContext.Out.WriteLine($"{struck.Length} kills at {steps} steps: {old} left the old index");
    }

    [Test]
    public void Processes_that_share_a_run_embed_each_photo_once_and_one_of_them_may_be_killed()
    {
        if (!onPostgres)
            Assert.Ignore("On one machine a lock keeps a second process out.");
        using Shop shop = Open();
        // What the killed one holds is free when its lease ends.
        shop.Job = shop.Job with { ShardSize = 3, LeaseSeconds = 4 };
        Process[] workers = [KilledJob.Start(shop, s_night.AddDays(1.5), 25), .. Enumerable.Range(0, 2).Select(_ => KilledJob.Start(shop,
            s_night.AddDays(1.5), KilledJob.Never))];
        foreach (Process worker in workers)
        {
            Assert.That(worker.WaitForExit(TimeSpan.FromMinutes(2)), Is.True);
            worker.Dispose();
        }

        using JobStore store = JobStore.Open(shop.Job);
        RunReport report = store.Reports("shop", 1)[0];
        AssertDone(shop, report, "three processes");
        Assert.That(report.Embedded, Is.EqualTo(s_after.Count));
    }

    [Test]
    public void A_database_that_is_started_again_in_the_middle_costs_a_pause()
    {
        if (!onPostgres)
            Assert.Ignore("SQLite is a file.");
        using Shop shop = Open();
        JobModels models = shop.Models;
        int calls = 0;
        shop.Models = models with
        {
            Embed = pictures =>
            {
                if (++calls == 2)
                    PrivatePostgres.Shared.Restart();
                return models.Embed(pictures);
            },
        };
        AssertDone(shop, shop.Run(), "restarted");
    }

    [Test]
    public void A_worker_that_wakes_after_its_lease_changes_nothing()
    {
        using Shop shop = Open();
        JobModels models = shop.Models;
        bool slept = false;
        shop.Models = models with
        {
            Embed = pictures =>
            {
                if (!slept)
                {
                    slept = true;
                    // While this worker sleeps, another does all that there is, this worker's shard included.
                    EndLeases(shop);
                    shop.Models = models;
                    using JobStore store = JobStore.Open(shop.Job);
                    while (shop.Worker(store).DoOne(CancellationToken.None))
                    {
                    }
                }

                return models.Embed(pictures);
            },
        };
        RunReport report = shop.Run();
        AssertDone(shop, report, "woken too late");
        Assert.That(report.Embedded, Is.EqualTo(s_after.Count), "in effect each photo is embedded once");
    }

    // Spread evenly, the first and the last steps among them.
    static int[] Struck(int steps)
    {
        int wanted = int.TryParse(Environment.GetEnvironmentVariable(FaultsVariable), out int more) ? more : UsualFaults;
        return [.. Enumerable.Range(0, wanted).Select(i => (int)((long)i * (steps - 1) / Math.Max(1, wanted - 1))).Distinct()];
    }

    static string ContentsOf(IReadOnlyList<CatalogueEntry> items)
    {
        using Shop shop = new(items);
        return shop.ContentsOfOneRun();
    }

    // A shop whose first night is over and whose catalogue is another since.
    Shop Open()
    {
        var shop = new Shop(s_before, onPostgres);
        shop.Job = shop.Job with { MayShrink = 1, Attempts = 20, LeaseSeconds = 300 };
        shop.Run();
        shop.Set(s_after);
        return shop;
    }

    static int Steps(Shop shop)
    {
        int steps = 0;
        using (FileDoor.Watch((_, _, bytes) =>
        {
            Interlocked.Increment(ref steps);
            return bytes;
        }))
            shop.Run();
        AssertDone(shop, shop.Run(), "counted");
        return steps;
    }

    // As time does, only sooner.
    static void EndLeases(Shop shop)
    {
        using JobStore store = JobStore.Open(shop.Job);
        using StoreTransaction transaction = store.Transaction();
        transaction.Execute("UPDATE fashion_steps SET lease_until = 0");
        transaction.Commit();
    }

    // Whether the new index is there.
    static bool AssertWhole(Shop shop, string what)
    {
        string left = Garments.Contents(shop.Index);
        Assert.That(left, Is.AnyOf(s_contents.Value.Before, s_contents.Value.After), what);
        return left == s_contents.Value.After;
    }

    static void AssertDone(Shop shop, RunReport report, string what)
    {
        Assert.That((report.State, report.Indexed, report.SetAside.Count), Is.EqualTo(("published", s_after.Count, 0)), $"{what}: {report.Reason}");
        Assert.That(Garments.Contents(shop.Index), Is.EqualTo(s_contents.Value.After), what);
        using EmbeddingIndex index = EmbeddingIndex.Open(shop.Index);
    }
}
