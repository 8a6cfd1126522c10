namespace MlNetFashion.BatchScoring;

/// <summary>How the batches of a model run; all cursors over it share this.</summary>
/// <param name="Rows">Rows of a batch at most.</param>
/// <param name="Threads">Batches that run at the same time, each on one thread.</param>
sealed record BatchRunning(int Rows, int Threads)
{
    readonly TaskScheduler _scheduler = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, Threads).ConcurrentScheduler;

    /// <summary>Runs a batch when those that came before it are done or under way.</summary>
    public Task Start(Action run) => Task.Factory.StartNew(run, CancellationToken.None, TaskCreationOptions.DenyChildAttach, _scheduler);
}
