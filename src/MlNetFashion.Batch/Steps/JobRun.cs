using System.Data.Common;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using MlNetFashion.Storage;

namespace MlNetFashion.Batch;

/// <summary>One run of a job from its beginning to its end: what a cron daemon, a systemd timer or a Kubernetes CronJob starts.</summary>
/// <param name="job">The job.</param>
/// <param name="store">Its state.</param>
/// <param name="worker">Does its steps.</param>
/// <param name="log">Told of what happens.</param>
sealed class JobRun(JobFile job, JobStore store, StepWorker worker, ILogger log)
{
    /// <summary>The lock of a job on one machine, in its folder.</summary>
    public const string LockName = "job.lock";

    // A run that others are working on, or a database that is started again.
    static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1), s_longestWait = TimeSpan.FromMinutes(10);

    /// <summary>Does what an earlier run left undone, and then a run of its own.</summary>
    /// <param name="plannedFor">The time that the run is of. One that is done already is reported, and not done again. Null for a run of its own, now.</param>
    /// <param name="cancellation">Stops; what is under way is handed back.</param>
    /// <exception cref="IOException">The database did not answer for ten minutes.</exception>
    public RunReport Do(DateTimeOffset? plannedFor, CancellationToken cancellation)
    {
        DateTimeOffset time = plannedFor ?? DateTimeOffset.UtcNow;
        (string run, bool isNew) = store.Begin(job.Name, time);
        // A run is known by its second, and this one may be taken.
        while (plannedFor is null && !isNew)
            (run, isNew) = store.Begin(job.Name, time = time.AddSeconds(1));
        if (!isNew)
            log.LogInformation("{Run} was begun before", run);
        DateTimeOffset? silent = null;
        while (true)
        {
            try
            {
                if (store.Report(run) is { State: not "working" } report)
                {
                    TellEnded();
                    return report;
                }

                if (!worker.DoOne(cancellation))
                    cancellation.WaitHandle.WaitOne(s_pause);
                silent = null;
            }
            catch (DbException e) when (job.Database is not null && DateTimeOffset.UtcNow - (silent ??= DateTimeOffset.UtcNow) < s_longestWait)
            {
                log.LogWarning("The database does not answer: {Reason}", e.Message);
                cancellation.WaitHandle.WaitOne(s_pause);
            }
            catch (DbException e)
            {
                throw JobStore.Silent(job, e);
            }

            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Tells of the runs that ended, whoever ended them, each once.</summary>
    public void TellEnded()
    {
        foreach (RunReport report in store.TakeUntold(job.Name))
            Tell(report);
    }

    // Writes a run's report into the job's folder and tells whom the job names.
    void Tell(RunReport report)
    {
        string time = report.Run[(report.Run.LastIndexOf('@') + 1)..].Replace(":", "", StringComparison.Ordinal);
        string folder = Path.Combine(job.Work, "reports");
        FileDraft.Write(Path.Combine(folder, $"{time}.json"), JsonSerializer.SerializeToUtf8Bytes(report, ReportJson.Default.RunReport));
        foreach (string old in Directory.GetFiles(folder, "*.json").OrderDescending(StringComparer.Ordinal).Skip(job.Keep))
            FileDoor.TryDelete(old);
        Notification.Send(job.Notify, report, log);
    }
}
