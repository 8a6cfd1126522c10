using System.Globalization;
using System.Text;

namespace MlNetFashion.Batch;

/// <summary>The last run of each job as Prometheus reads it.</summary>
/// <remarks>Prometheus, <em>Exposition formats</em>, text format 0.0.4.</remarks>
static class PrometheusText
{
    static readonly (string Name, string Help, Func<RunReport, double> Value)[] s_gauges =
    [
        ("fashion_job_good", "1 where the last run left the index up to date.", report => report.IsGood ? 1 : 0),
        ("fashion_job_working", "1 while a run is under way.", report => report.State == "working" ? 1 : 0),
        ("fashion_job_items", "Items of the catalogue.", report => report.Items),
        ("fashion_job_indexed", "Items of the index that the run published.", report => report.Indexed),
        ("fashion_job_photos_planned", "Photos that were to be got.", report => report.Planned),
        ("fashion_job_photos_done", "Those that are done.", report => report.Done),
        ("fashion_job_photos_embedded", "Photos that were embedded.", report => report.Embedded),
        ("fashion_job_photos_per_second", "Photos a second of a worker.", report => report.PerSecond),
        ("fashion_job_seconds", "Seconds since the run began, or from its beginning to its end.", report => report.Seconds),
        ("fashion_job_shards_waiting", "Shards that wait for a worker.", report => report.Shards.Waiting),
        ("fashion_job_shards_under_way", "Shards that a worker has.", report => report.Shards.UnderWay),
        ("fashion_job_shards_aside", "Shards that were set aside.", report => report.Shards.Aside),
    ];

    public static string Of(IReadOnlyList<RunReport> reports)
    {
        var text = new StringBuilder();
        foreach ((string name, string help, Func<RunReport, double> value) in s_gauges)
        {
            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} gauge\n");
            foreach (RunReport report in reports)
                text.Append(CultureInfo.InvariantCulture, $"{name}{{job=\"{Job(report)}\"}} {value(report)}\n");
        }

        text.Append("# HELP fashion_job_left_out Photos and rows that the last run left out, by reason.\n# TYPE fashion_job_left_out gauge\n");
        foreach (RunReport report in reports)
        {
            foreach ((string reason, long count) in report.LeftOut)
                text.Append(CultureInfo.InvariantCulture, $"fashion_job_left_out{{job=\"{Job(report)}\",reason=\"{Escaped(reason)}\"}} {count}\n");
        }

        return text.ToString();
    }

    // Letters, digits, - and _ only.
    static string Job(RunReport report) => report.Run[..report.Run.LastIndexOf('@')];

    static string Escaped(string label) =>
        label.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
