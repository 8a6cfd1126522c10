using System.Diagnostics;
using System.Threading.RateLimiting;

namespace MlNetFashion.Web;

/// <summary>A place in a lane; disposing it lets the next one in.</summary>
sealed class LanePlace : IDisposable
{
    readonly KeyValuePair<string, object?> _tag;
    readonly RateLimitLease _lease;
    readonly Activity? _step;
    readonly long _began = Stopwatch.GetTimestamp();
    int _isGiven;

    /// <param name="lane">The lane's name.</param>
    /// <param name="lease">What was got of it.</param>
    public LanePlace(string lane, RateLimitLease lease)
    {
        (_tag, _lease) = (new("lane", lane), lease);
        _step = LaneMetrics.Source.StartActivity(lane);
    }

    /// <summary>Gives it back, once.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isGiven, 1) == 1)
            return;
        LaneMetrics.Worked.Record(Stopwatch.GetElapsedTime(_began).TotalMilliseconds, _tag);
        _step?.Dispose();
        _lease.Dispose();
    }
}
