using System.Collections.Concurrent;

namespace MlNetFashion.Web;

/// <summary>A lane's own threads. Work that takes long is done there, so that those who read requests and write answers never wait for it.</summary>
sealed class LaneThreads : TaskScheduler, IDisposable
{
    readonly BlockingCollection<Task> _tasks = [];
    readonly int _count;

    /// <param name="name">For people who look at the process.</param>
    /// <param name="count">How many, 1 or more.</param>
    /// <param name="yields">Whether they let all other threads go first where processors are scarce.</param>
    public LaneThreads(string name, int count, bool yields)
    {
        _count = count;
        for (int i = 0; i < count; i++)
            new Thread(() => Work(yields)) { Name = $"lane {name}", IsBackground = true }.Start();
    }

    /// <inheritdoc/>
    public override int MaximumConcurrencyLevel => _count;

    /// <summary>Lets the threads end when what was given to them is done.</summary>
    public void Dispose() => _tasks.CompleteAdding();

    /// <inheritdoc/>
    protected override void QueueTask(Task task) => _tasks.Add(task);

    // Never where somebody waits for it: that is the thread to be kept free.
    /// <inheritdoc/>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    /// <inheritdoc/>
    protected override IEnumerable<Task> GetScheduledTasks() => _tasks;

    void Work(bool yields)
    {
        if (yields)
            ThreadYielding.Begin();
        foreach (Task task in _tasks.GetConsumingEnumerable())
            TryExecuteTask(task);
    }
}
