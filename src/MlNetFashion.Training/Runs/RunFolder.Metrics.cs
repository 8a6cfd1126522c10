using System.Text.Json;
using MlNetFashion.Storage;

namespace MlNetFashion.Training.Runs;

public sealed partial class RunFolder
{
    const string MetricsFile = "metrics.jsonl";

    EventFile? _events;

    /// <summary>The last value of each of a run's metrics.</summary>
    public IReadOnlyDictionary<string, double> LastMetrics()
    {
        var last = new Dictionary<string, double>();
        foreach ((string name, double value) in ReadMetrics().SelectMany(line => line))
            last[name] = value;
        return last;
    }

    /// <summary>The lines of <c>metrics.jsonl</c>: values by name, <c>step</c> and
    /// <c>examplesPerSecond</c> (0 where there are scores alone) among them.</summary>
    public IEnumerable<IReadOnlyDictionary<string, double>> ReadMetrics()
    {
        string file = System.IO.Path.Combine(Path, MetricsFile);
        return (Presence.OfFile(file) ? File.ReadLines(file) : []).Select(Parse).OfType<IReadOnlyDictionary<string, double>>();
    }

    /// <summary>Adds a line to <c>metrics.jsonl</c> and a record to the event file.</summary>
    internal void AppendMetrics(TrainingProgress report)
    {
        var line = new Dictionary<string, double>(report.Metrics.Where(metric => double.IsFinite(metric.Value)))
        {
            ["step"] = report.Step,
            ["examplesPerSecond"] = report.ExamplesPerSecond,
        };
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(line, MetricsJson.Default.DictionaryStringDouble);
        FileDoor.Append(System.IO.Path.Combine(Path, MetricsFile), [.. json, (byte)'\n']);
        (_events ??= EventFile.Create(Path, report.Step)).Write(report);
    }

    // A run that was killed may have left half a line; that is no reason not to go on.
    static Dictionary<string, double>? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, MetricsJson.Default.DictionaryStringDouble);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
