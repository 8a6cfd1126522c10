using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using MlNetFashion.Batch;
using MlNetFashion.Storage;
using MlNetFashion.Tests.Models;

namespace MlNetFashion.Tests.Jobs;

/// <summary>A process that runs a job and is killed at one of its steps to the disk or to the database, or none.</summary>
static class KilledJob
{
    public const string Verb = "killed-job";

    public const int Never = int.MaxValue;

    /// <summary>Starts the process.</summary>
    public static Process Start(Shop shop, DateTimeOffset night, int last)
    {
        string path = shop.PathOf("job.json");
        File.WriteAllText(path, JsonSerializer.Serialize(new
        {
            name = shop.Job.Name,
            source = shop.Job.Source,
            @out = shop.Job.Out,
            work = shop.Job.Work,
            shardSize = shop.Job.ShardSize,
            leaseSeconds = shop.Job.LeaseSeconds,
            attempts = 1000,
            database = shop.Job.Database ?? "",
            models = TinyModels.Folder,
        }).Replace("\"database\":\"\",", "", StringComparison.Ordinal));
        return Process.Start(new ProcessStartInfo("dotnet",
            ["exec", typeof(KilledJob).Assembly.Location, Verb, path, night.ToString("O"), last.ToString(CultureInfo.InvariantCulture)]))!;
    }

    /// <summary>What the process does.</summary>
    public static void Run(string path, DateTimeOffset night, int last)
    {
        JobFile job = JobFile.Load(path);
        using FashionPipeline pipeline = FashionPipeline.Load(job.Models);
        using JobStore store = JobStore.Open(job);
        int step = 0;
        using IDisposable watch = FileDoor.Watch((_, _, bytes) =>
        {
            if (Interlocked.Increment(ref step) > last)
            {
                // SIGKILL: nothing is cleaned up, nothing is flushed.
                Process.GetCurrentProcess().Kill();
                Thread.Sleep(Timeout.Infinite);
            }

            return bytes;
        });
        var worker = new StepWorker(job, store, JobModels.Of(pipeline, job, threads: 1), NullLogger.Instance) { ChecksContents = true };
        new JobRun(job, store, worker, NullLogger.Instance).Do(night, CancellationToken.None);
    }
}
