using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging.Abstractions;
using MlNetFashion.Batch;
using MlNetFashion.Retrieval;
using MlNetFashion.Tests.Jobs;
using MlNetFashion.Tests.Models;

namespace MlNetFashion.Tests.Hosting;

[TestFixture(false)]
[TestFixture(true)]
public sealed class WorkerHostTests(bool onPostgres)
{
    static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Test]
    public void A_worker_runs_a_job_by_the_clock_and_tells_how_it_is()
    {
        using Shop shop = Open("* * * * * ?");
        // Many clocks strike for one run.
        WebApplication[] workers = [.. Enumerable.Range(0, onPostgres ? 2 : 1).Select(_ => WorkerHost.Build([shop.Job],
            new WorkerOptions { Address = "http://127.0.0.1:0", Threads = 1 }))];
        foreach (WebApplication worker in workers)
            worker.StartAsync().Wait();
        Assert.That(() => EmbeddingIndex.Exists(shop.Index), Is.True.After((int)s_patience.TotalMilliseconds, 100));
        using (var http = new HttpClient { BaseAddress = new Uri(workers[0].Urls.Single()) })
        {
            Assert.That(http.GetStringAsync("/health").Result, Is.EqualTo("Healthy"));
            Assert.That(http.GetStringAsync("/metrics").Result, Does.Match("(?m)^fashion_job_items\\{job=\"shop\"\\} [0-9]+$"));
            using JsonDocument status = JsonDocument.Parse(http.GetStringAsync("/status").Result);
            Assert.That(status.RootElement.EnumerateArray().Select(run => run.GetProperty("state").GetString()), Has.Some.AnyOf("published", "unchanged"));
        }

        foreach (WebApplication worker in workers)
        {
            worker.StopAsync().Wait(s_patience);
            worker.DisposeAsync().AsTask().Wait();
        }

        Assert.That(Garments.Contents(shop.Index), Is.EqualTo(shop.ContentsOfOneRun()));
        using JobStore store = JobStore.Open(shop.Job);
        IReadOnlyList<RunReport> runs = store.Reports("shop", 100);
        Assert.That(runs.Select(run => run.Run), Is.Unique);
        Assert.That(runs.Sum(run => run.Embedded), Is.EqualTo(12), "each photo once, however many runs there were");
    }

    [Test]
    public void Runs_that_were_missed_are_made_up_once_and_at_the_last_of_their_times()
    {
        using Shop shop = Open("0 3 * * *");
        using ScheduledJob job = new(shop.Job, new WorkerOptions { Threads = 1 }, NullLogger.Instance);
        DateTimeOffset now = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);
        job.BeginMissed(now);
        Assert.That(job.Store.LastPlannedFor("shop"), Is.Null, "a job that never ran has missed nothing");
        job.Begin(now.AddDays(-10));
        job.BeginMissed(now);
        job.BeginMissed(now);
        // Three at night in Berlin is two by the sun of Greenwich.
        Assert.That(job.Store.Unfinished("shop"), Is.EqualTo(["shop@2026-11-20T12:00:00Z", "shop@2026-11-30T02:00:00Z"]));
    }

    [Test]
    public void Jobs_that_no_worker_can_do_together_are_refused()
    {
        using Shop shop = Open("0 3 * * *");
        Assert.That(() => WorkerHost.Build([shop.Job, shop.Job]), Throws.ArgumentException.With.Message.Contains("\"shop\""));
        Assert.That(() => WorkerHost.Build([shop.Job, shop.Job with { Name = "other", Database = "Host=elsewhere" }]),
            Throws.ArgumentException.With.Message.Contains("database"));
    }

    Shop Open(string schedule)
    {
        var shop = new Shop(Garments.Draw(12), onPostgres);
        shop.Job = shop.Job with { Schedule = schedule, TimeZone = "Europe/Berlin", Models = TinyModels.Folder };
        return shop;
    }
}
