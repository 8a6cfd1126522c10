using System.Globalization;
using System.Text;

namespace MlNetFashion.Evaluation;

/// <summary>A report for people.</summary>
static class RetrievalReportText
{
    // Slices are shown on a screen; a catalogue has dozens of types, and JSON has them all.
    const int MostSlices = 10;

    const string IntervalName = "interval";

    public static string Write(RetrievalReport report)
    {
        var text = new StringBuilder();
        WriteHead(text, report);
        (string Name, RetrievalScores Scores)[] rows = [.. report.Kinds.Select(kind => (kind.Key, kind.Value)), ("all", report.Overall)];
        text.AppendLine();
        WriteTable(text, "", rows, withIntervals: true);
        foreach (IGrouping<string, RetrievalSlice> slice in report.Slices.GroupBy(slice => slice.Name))
        {
            RetrievalSlice[] parts = [.. slice.OrderByDescending(part => part.Scores.Queries).ThenBy(part => part.Value, StringComparer.Ordinal)];
            text.AppendLine();
            WriteTable(text, slice.Key, [.. parts.Take(MostSlices).Select(part => (part.Value, part.Scores))], withIntervals: false);
            if (parts.Length > MostSlices)
                text.AppendLine(CultureInfo.InvariantCulture, $"and {parts.Length - MostSlices:N0} more with fewer queries; --json has them all");
        }

        if (report.Latency is { } latency)
        {
            text.AppendLine();
            text.AppendLine(CultureInfo.InvariantCulture,
                $"Latency   median {latency.Median:F1} ms, 95th percentile {latency.Percentile95:F1} ms ({latency.Queries:N0} queries, asked one at a time)");
        }

        return text.ToString();
    }

    static void WriteHead(StringBuilder text, RetrievalReport report)
    {
        RetrievalProtocol protocol = report.Protocol;
        string reference = protocol.Reference == ReferenceHandling.TakenOut ? "is taken out of" : "stays among";
        text.AppendLine(CultureInfo.InvariantCulture, $"Protocol  {protocol.Name}: {protocol.Gallery} {protocol.Texts} The reference {reference} the answers.");
        text.AppendLine(CultureInfo.InvariantCulture,
            $"Asked     {report.Overall.Queries:N0} queries of {report.Gallery:N0} "
            + $"items, {report.Depth:N0} places of each "
            + $"ranking; {(report.CountsDuplicatesAsOne ? "items with the same picture count as one" : "every item counts for itself")}");
        if (report.Search is not null)
            text.AppendLine(CultureInfo.InvariantCulture, $"Search    {report.Search}");
        if (report.Training is { } training)
            text.AppendLine(CultureInfo.InvariantCulture, $"Split     {(training.Standing == TrainingStanding.Learned ? "WARNING, " : "")}{training.Reason}");
        if (report.MissingGallery > 0)
            text.AppendLine(CultureInfo.InvariantCulture,
                $"{report.MissingGallery:N0} items of the protocol's gallery are not in the index: these figures cannot be compared with published ones");
        if (report.Unjudged > 0)
            text.AppendLine(CultureInfo.InvariantCulture, $"{report.Unjudged:N0} queries name no relevant items and were left out");
        if (report.MissingRelevant > 0)
            text.AppendLine(CultureInfo.InvariantCulture, $"{report.MissingRelevant:N0} relevant items are not in the index and count as not found");
        text.AppendLine(CultureInfo.InvariantCulture, $"Intervals {100 * report.Confidence:0.##} %, by drawing the queries anew");
    }

    static void WriteTable(StringBuilder text, string title, IReadOnlyList<(string Name, RetrievalScores Scores)> rows, bool withIntervals)
    {
        IReadOnlyList<MetricValue> metrics = rows[0].Scores.Metrics;
        int width = rows.Select(row => row.Name.Length).Append(title.Length).Append(withIntervals ? 2 + IntervalName.Length : 0).Max();
        int[] widths = [.. metrics.Select(metric => Math.Max(metric.Name.Length, withIntervals ? 11 : 5))];
        text.Append(title.PadRight(width)).Append("  queries");
        for (int m = 0; m < metrics.Count; m++)
            text.Append("  ").Append(metrics[m].Name.PadLeft(widths[m]));
        text.AppendLine();
        foreach ((string name, RetrievalScores scores) in rows)
        {
            text.Append(name.PadRight(width)).Append(CultureInfo.InvariantCulture, $"  {scores.Queries,7:N0}");
            for (int m = 0; m < metrics.Count; m++)
                text.Append("  ").Append(Number(scores.Metrics[m], scores.Metrics[m].Value).PadLeft(widths[m]));
            text.AppendLine();
            if (!withIntervals)
                continue;
            text.Append($"  {IntervalName}".PadRight(width)).Append("         ");
            for (int m = 0; m < metrics.Count; m++)
                text.Append("  ")
                    .Append($"{Number(scores.Metrics[m], scores.Metrics[m].Low)}-{Number(scores.Metrics[m], scores.Metrics[m].High)}".PadLeft(widths[m]));
            text.AppendLine();
        }
    }

    static string Number(MetricValue metric, double value) =>
        value.ToString(metric.Name == "medianRank" ? "0.#" : "F3", CultureInfo.InvariantCulture);
}
