using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MlNetFashion.Batch;

/// <summary>Does the steps of a worker's jobs for as long as the worker lives. Stopping hands the step that is under way back.</summary>
sealed class StepLoop(IReadOnlyList<ScheduledJob> jobs, TimeProvider clock, ILogger<StepLoop> log) : BackgroundService
{
    static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    long _seen = clock.GetTimestamp();

    /// <summary>How long ago the loop last looked for work or was at it.</summary>
    public TimeSpan Silence => clock.GetElapsedTime(Interlocked.Read(ref _seen));

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.Factory.StartNew(() => Loop(stoppingToken), stoppingToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    void Loop(CancellationToken stopping)
    {
        bool isFirst = true;
        while (!stopping.IsCancellationRequested)
        {
            bool worked = false;
            try
            {
                if (isFirst)
                {
                    foreach (ScheduledJob job in jobs)
                        job.BeginMissed(clock.GetUtcNow());
                    isFirst = false;
                }

                foreach (ScheduledJob job in jobs)
                {
                    Interlocked.Exchange(ref _seen, clock.GetTimestamp());
                    worked |= job.Worker.DoOne(stopping);
                    job.Run.TellEnded();
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is DbException or IOException or TimeoutException or InvalidOperationException)
            {
                log.LogError("The jobs cannot go on for now: {Reason}", e.Message);
            }

            if (!worked)
                stopping.WaitHandle.WaitOne(s_pause);
        }
    }
}
