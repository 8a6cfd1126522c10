using System.Globalization;
using MlNetFashion.Notebooks;
using MlNetFashion.Text;

namespace MlNetFashion.Evaluation;

/// <summary>Shows a <see cref="RetrievalReport"/> in a notebook: a row for each kind of query, a bar behind each figure, its interval beside it.</summary>
sealed class ReportFormatterSource
{
    /// <summary>Found by its name, see <see cref="TypeFormatterSourceAttribute"/>.</summary>
    public IEnumerable<object> CreateTypeFormatters() => [new HtmlFormatter<RetrievalReport>(Html)];

    static string Html(RetrievalReport report)
    {
        string names = string.Concat(report.Overall.Metrics.Select(metric => $"<th>{SafeText.Html(metric.Name)}</th>"));
        IEnumerable<KeyValuePair<string, RetrievalScores>> rows = report.Kinds.Append(new("all", report.Overall));
        return FormattableString.Invariant($"<div style=\"font-family:sans-serif\"><p>{SafeText.Html(report.Protocol.Name)}: {report.Gallery:N0} items, ")
            + FormattableString.Invariant($"{100 * report.Confidence:0.##} % intervals</p>")
            + $"<table><tr><th>kind</th><th>queries</th>{names}</tr>{string.Concat(rows.Select(row => Row(row.Key, row.Value)))}</table></div>";
    }

    static string Row(string name, RetrievalScores scores) =>
        FormattableString.Invariant($"<tr><td>{SafeText.Html(name)}</td><td>{scores.Queries:N0}</td>{string.Concat(scores.Metrics.Select(Cell))}</tr>");

    static string Cell(MetricValue metric)
    {
        // A place in the ranking is no share.
        bool isShare = metric.Name != "medianRank";
        string format = isShare ? "F3" : "0.#", bar = isShare ? Bar(metric.Value) : "";
        return $"<td style=\"{bar}\">{Number(metric.Value)} <span style=\"color:#777\">({Number(metric.Low)} to {Number(metric.High)})</span></td>";

        string Number(double value) => value.ToString(format, CultureInfo.InvariantCulture);
    }

    static string Bar(double share) =>
        string.Create(CultureInfo.InvariantCulture, $"background:linear-gradient(90deg,#cfe3f7 {100 * share:0.#}%,transparent 0)");
}
