using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace MlNetFashion.Batch;

/// <summary>What a worker counts, for whoever listens to the meter <c>MlNetFashion.Batch</c>: OpenTelemetry, <c>dotnet-counters</c>, and
/// <c>/metrics</c>.</summary>
static class BatchMetrics
{
    public const string MeterName = "MlNetFashion.Batch";

    static readonly Meter s_meter = new(MeterName);
    static readonly Counter<long> s_photos = s_meter.CreateCounter<long>("fashion.photos", "{photo}", "Photos that were embedded, known already, or left out.");
    static readonly Counter<long> s_steps = s_meter.CreateCounter<long>("fashion.steps", "{step}", "Steps that ended, by kind and by how.");
    static readonly Histogram<double> s_seconds = s_meter.CreateHistogram<double>("fashion.step.duration", "s", "How long steps took.");

    /// <summary>A photo is done.</summary>
    public static void Photo() => s_photos.Add(1);

    /// <summary>A step ended.</summary>
    public static void Ended(StepKind kind, string how, TimeSpan elapsed)
    {
        TagList tags = new() { { "kind", $"{kind}" }, { "end", how } };
        s_steps.Add(1, tags);
        s_seconds.Record(elapsed.TotalSeconds, tags);
    }
}
