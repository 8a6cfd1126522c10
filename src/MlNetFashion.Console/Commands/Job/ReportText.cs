using System.Globalization;
using System.Text.Json;
using MlNetFashion.Batch;
using MlNetFashion.Text;

namespace MlNetFashion.Tool.Commands;

/// <summary>Shows a run's report.</summary>
static class ReportText
{
    const int AsideShown = 5;

    /// <summary>In lines for people, or as a line of JSON.</summary>
    public static void Write(Terminal terminal, RunReport report, bool asJson)
    {
        if (asJson)
        {
            terminal.WriteJson(json =>
            {
                foreach (JsonProperty member in JsonSerializer.SerializeToElement(report, ReportJson.Default.RunReport).EnumerateObject())
                    member.WriteTo(json);
            });
            return;
        }

        string first = Sentence(report);
        if (report.State == "failed")
            terminal.Fail(first);
        else
            terminal.Output.WriteLine(SafeText.OneLine(first));
        foreach (string line in Details(report))
            terminal.Output.WriteLine(SafeText.OneLine(line));
    }

    static string Sentence(RunReport report)
    {
        string time = TimeSpan.FromSeconds(Math.Round(report.Seconds)).ToString("c", CultureInfo.InvariantCulture);
        return report.State switch
        {
            "published" => $"{report.Run}: {report.Indexed:N0} of {report.Items:N0} items are published, {report.Embedded:N0} photos were embedded ({time})",
            "unchanged" => $"{report.Run}: nothing is new or changed; the index has {report.Indexed:N0} items ({time})",
            "working" when report.Planned == 0 && report.Items == 0 => $"{report.Run}: the catalogue is being read ({time} so far)",
            "working" => $"{report.Run}: {report.Done:N0} of {report.Planned:N0} photos are done ({time} so far"
                + $"{(report.SecondsLeft is { } left ? $", about {TimeSpan.FromSeconds(left):c} left" : "")})",
            _ => $"{report.Run}: {report.State}. {report.Reason}",
        };
    }

    static IEnumerable<string> Details(RunReport report)
    {
        if (report.PerSecond > 0)
            yield return $"  speed     {report.PerSecond:N0} photos a second of a worker";
        if (report.Shards is var shards && shards != default)
            yield return $"  shards    {shards.Done:N0} done, {shards.UnderWay:N0} under way, {shards.Waiting:N0} waiting, {shards.Aside:N0} set aside";
        foreach ((string reason, long count) in report.LeftOut)
            yield return $"  left out  {count,9:N0}  {reason}";
        foreach ((string number, string reason) in report.SetAside.Take(AsideShown))
            yield return $"  set aside shard {number}: {reason}";
    }
}
