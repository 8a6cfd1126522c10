using System.Diagnostics;
using System.Threading.RateLimiting;

namespace MlNetFashion.Web;

/// <summary>Where one sort of work is done: so much at a time, so much waiting in the order of coming, and no more.</summary>
/// <param name="name">For logs and metrics.</param>
/// <param name="atOnce">How much runs at a time, 1 or more.</param>
/// <param name="waiting">How much may wait, 0 or more.</param>
sealed class WorkLane(string name, int atOnce, int waiting) : IDisposable
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
        using RateLimitLease place = await TakeAsync(cancellation);
        return await MeasuredAsync(() => Task.Run(work, cancellation));
    }

    /// <summary>Does work that waits for others itself.</summary>
    /// <inheritdoc cref="RunAsync{T}(Func{T}, CancellationToken)"/>
    public async Task<T> RunAsync<T>(Func<Task<T>> work, CancellationToken cancellation)
    {
        using RateLimitLease place = await TakeAsync(cancellation);
        return await MeasuredAsync(work);
    }

    /// <summary>How much waits now.</summary>
    public long Waiting => _limiter.GetStatistics()?.CurrentQueuedCount ?? 0;

    /// <summary>Whether another would be turned away.</summary>
    public bool IsFull => _limiter.GetStatistics() is { CurrentAvailablePermits: 0, CurrentQueuedCount: var queued } && queued >= waiting;

    /// <inheritdoc/>
    public void Dispose() => _limiter.Dispose();

    async Task<RateLimitLease> TakeAsync(CancellationToken cancellation)
    {
        long asked = Stopwatch.GetTimestamp();
        RateLimitLease place = await _limiter.AcquireAsync(1, cancellation);
        if (place.IsAcquired)
        {
            LaneMetrics.Waited.Record(Stopwatch.GetElapsedTime(asked).TotalMilliseconds, _tag);
            return place;
        }

        place.Dispose();
        LaneMetrics.TurnedAway.Add(1, _tag);
        throw new BusyException(name);
    }

    async Task<T> MeasuredAsync<T>(Func<Task<T>> work)
    {
        using Activity? step = LaneMetrics.Source.StartActivity(name);
        long began = Stopwatch.GetTimestamp();
        try
        {
            return await work();
        }
        finally
        {
            LaneMetrics.Worked.Record(Stopwatch.GetElapsedTime(began).TotalMilliseconds, _tag);
        }
    }
}
