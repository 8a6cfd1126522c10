using System.Diagnostics;
using System.Threading.RateLimiting;

namespace MlNetFashion.Web;

/// <summary>Where one sort of work is done: so much at a time, so much waiting in the order of coming, and no more.</summary>
/// <param name="name">For logs and metrics.</param>
/// <param name="atOnce">How much runs at a time, 1 or more.</param>
/// <param name="waiting">How much may wait, 0 or more.</param>
/// <param name="threads">Where it is done, and closed with the lane; null for the threads of all.</param>
sealed class WorkLane(string name, int atOnce, int waiting, LaneThreads? threads = null) : IDisposable
{
    readonly KeyValuePair<string, object?> _tag = new("lane", name);

    readonly ConcurrencyLimiter _limiter = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = atOnce,
        QueueLimit = waiting,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>Does work on another thread when its turn comes.</summary>
    /// <param name="work">What is done. Once begun it comes to its end.</param>
    /// <param name="cancellation">Gives the place up while the work waits.</param>
    /// <exception cref="BusyException">Too many wait already.</exception>
    public async Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellation)
    {
        using LanePlace place = await EnterAsync(cancellation);
        return await Task.Factory.StartNew(work, cancellation, TaskCreationOptions.DenyChildAttach, threads ?? TaskScheduler.Default);
    }

    /// <summary>Waits for a place.</summary>
    /// <param name="cancellation">Goes away without one.</param>
    /// <exception cref="BusyException">Too many wait already.</exception>
    public async Task<LanePlace> EnterAsync(CancellationToken cancellation)
    {
        long asked = Stopwatch.GetTimestamp();
        RateLimitLease lease = await _limiter.AcquireAsync(1, cancellation);
        if (lease.IsAcquired)
        {
            LaneMetrics.Waited.Record(Stopwatch.GetElapsedTime(asked).TotalMilliseconds, _tag);
            return new LanePlace(name, lease);
        }

        lease.Dispose();
        LaneMetrics.TurnedAway.Add(1, _tag);
        throw new BusyException(name);
    }

    /// <summary>How much waits now.</summary>
    public long Waiting => _limiter.GetStatistics()?.CurrentQueuedCount ?? 0;

    /// <summary>Whether another would be turned away.</summary>
    public bool IsFull => _limiter.GetStatistics() is { CurrentAvailablePermits: 0, CurrentQueuedCount: var queued } && queued >= waiting;

    /// <inheritdoc/>
    public void Dispose()
    {
        threads?.Dispose();
        _limiter.Dispose();
    }
}
