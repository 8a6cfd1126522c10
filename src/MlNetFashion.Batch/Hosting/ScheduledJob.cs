using Microsoft.Extensions.Logging;
using MlNetFashion.Models;

namespace MlNetFashion.Batch;

/// <summary>A job of a worker with all that its steps need.</summary>
sealed class ScheduledJob : IDisposable
{
    readonly FashionPipeline _pipeline;
    readonly ILogger _log;

    public ScheduledJob(JobFile job, WorkerOptions options, ILogger log)
    {
        (Job, _log) = (job, log);
        Store = JobStore.Open(job);
        try
        {
            _pipeline = FashionPipeline.Load(job.Models, new OnnxScorerOptions { Provider = options.Device });
        }
        catch
        {
            Store.Dispose();
            throw;
        }

        Worker = new StepWorker(job, Store, JobModels.Of(_pipeline, job, options.Threads), log);
        Run = new JobRun(job, Store, Worker, log);
    }

    public JobFile Job { get; }

    public JobStore Store { get; }

    public StepWorker Worker { get; }

    public JobRun Run { get; }

    /// <summary>Begins the run of a time, unless somebody did.</summary>
    public void Begin(DateTimeOffset time)
    {
        (string run, bool isNew) = Store.Begin(Job.Name, time);
        if (isNew)
            _log.LogInformation("{Run} begins", run);
    }

    /// <summary>Begins the last run that was due while no worker was there; those before it would find nothing that it does not.</summary>
    public void BeginMissed(DateTimeOffset now)
    {
        if (Job.Times()?.GetPreviousValidTimeBefore(now) is { } due && due > Store.LastPlannedFor(Job.Name))
            Begin(due);
    }

    public void Dispose()
    {
        _pipeline.Dispose();
        Store.Dispose();
    }
}
