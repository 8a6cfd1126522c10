using System.Globalization;
using System.Text;
using MlNetFashion.Text;

namespace MlNetFashion.Evaluation;

/// <summary>A report's figures as a Markdown table, each with its interval, to be pasted into a model's card.</summary>
static class RetrievalReportMarkdown
{
    public static string Write(RetrievalReport report)
    {
        (string Name, RetrievalScores Scores)[] rows = [.. report.Kinds.Select(kind => (kind.Key, kind.Value)), ("all", report.Overall)];
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"| {SafeText.Markdown(report.Protocol.Name)}, {report.Gallery:N0} items; "
            + $"{100 * report.Confidence:0.##} % intervals | queries |{string.Concat(report.Overall.Metrics.Select(metric => $" {metric.Name} |"))}");
        text.AppendLine($"|---|---|{string.Concat(report.Overall.Metrics.Select(_ => "---|"))}");
        foreach ((string name, RetrievalScores scores) in rows)
            text.AppendLine(CultureInfo.InvariantCulture, $"| {SafeText.Markdown(name)} | {scores.Queries:N0} "
                + $"|{string.Concat(scores.Metrics.Select(metric =>
                    $" {Number(metric, metric.Value)} ({Number(metric, metric.Low)} to {Number(metric, metric.High)}) |"))}");
        return text.ToString();
    }

    static string Number(MetricValue metric, double value) =>
        value.ToString(metric.Name == "medianRank" ? "0.#" : "F3", CultureInfo.InvariantCulture);
}
