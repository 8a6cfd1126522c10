using System.Data.Common;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MlNetFashion.Batch;

/// <summary>Whether a worker can work: its state answers. That a run failed is no fault of the worker's, and is told by the job's own report.</summary>
sealed class JobsHealth(IReadOnlyList<ScheduledJob> jobs) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            foreach (ScheduledJob job in jobs)
                _ = job.Store.LastPlannedFor(job.Job.Name);
            return Task.FromResult(HealthCheckResult.Healthy());
        }
        catch (Exception e) when (e is DbException or IOException or TimeoutException or InvalidOperationException)
        {
            return Task.FromResult(HealthCheckResult.Unhealthy($"The state of the jobs does not answer: {e.Message}"));
        }
    }
}
