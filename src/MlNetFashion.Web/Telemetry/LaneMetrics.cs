using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace MlNetFashion.Web;

/// <summary>What the lanes of work tell: how long work waits and runs, how much waits, how many are turned away.</summary>
static class LaneMetrics
{
    /// <summary>The name of the meter and of the source of traces.</summary>
    public const string MeterName = "MlNetFashion.Web";

    static readonly Meter s_meter = new(MeterName);

    /// <summary>A step of a request, from its place in a lane to its end.</summary>
    public static ActivitySource Source { get; } = new(MeterName);

    /// <summary>Milliseconds from asking for a place to having it.</summary>
    public static Histogram<double> Waited { get; } = s_meter.CreateHistogram<double>("fashion.lane.waited", "ms");

    /// <summary>Milliseconds of work.</summary>
    public static Histogram<double> Worked { get; } = s_meter.CreateHistogram<double>("fashion.lane.worked", "ms");

    /// <summary>Requests that were turned away.</summary>
    public static Counter<long> TurnedAway { get; } = s_meter.CreateCounter<long>("fashion.lane.turned_away");
}
