using Quartz;

namespace MlNetFashion.Batch;

/// <summary>What the clock does: it begins a run. Of many clocks that strike, one begins it.</summary>
sealed class BeginRun(IReadOnlyList<ScheduledJob> jobs) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        ScheduledJob job = jobs.First(known => known.Job.Name == context.JobDetail.Key.Name);
        job.Begin(context.ScheduledFireTimeUtc ?? context.FireTimeUtc);
        return ValueTask.CompletedTask;
    }
}
