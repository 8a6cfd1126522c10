using System.Globalization;
using System.Text;
using MlNetFashion.Text;

namespace MlNetFashion.Evaluation;

/// <summary>Two runs of the same queries on the same gallery, figure by figure.</summary>
/// <remarks>Both intervals and p-values are paired: a query is compared with itself.
/// P-values are of one figure each; who looks at many will find a small one at random.</remarks>
/// <param name="Before">The first run.</param>
/// <param name="After">The second.</param>
/// <param name="Groups">Each kind of query, then "all", with the differences of all figures.</param>
/// <param name="Confidence">The share of intervals that hold the true difference.</param>
public sealed record RetrievalComparison(
    RetrievalRun Before, RetrievalRun After, IReadOnlyList<KeyValuePair<string, IReadOnlyList<MetricDifference>>> Groups, double Confidence)
{
    const string All = "all";

    /// <summary>Compares.</summary>
    /// <param name="before">The first run.</param>
    /// <param name="after">The second.</param>
    /// <param name="options">How uncertainty is measured; null for the defaults.</param>
    /// <exception cref="ArgumentException">The runs are of different protocols, queries, galleries or ways of counting; the message names both.</exception>
    public static RetrievalComparison Of(RetrievalRun before, RetrievalRun after, ResamplingOptions? options = null)
    {
        options ??= new();
        Require(before.Protocol, after.Protocol, "are of different protocols");
        Require(before.QueriesSha256, after.QueriesSha256, "asked different queries (by their SHA-256)");
        Require(before.GallerySha256, after.GallerySha256, "searched different items (by the SHA-256 of their ids)");
        Require(before.Depth, after.Depth, "looked at different numbers of places");
        Require(before.DuplicatesAsOne, after.DuplicatesAsOne, "do not both count items with the same picture as one (--duplicates)");
        Dictionary<string, QueryScore> scores = after.Queries.ToDictionary(query => query.Id, query => query.Score, StringComparer.Ordinal);
        if (scores.Count != before.Queries.Count
            || before.Queries.Any(query => !scores.ContainsKey(query.Id) || scores[query.Id].Relevant != query.Score.Relevant))
            throw new ArgumentException($"The runs scored different queries, {before.Queries.Count:N0} and {scores.Count:N0}, or with different right answers, "
                + "so they cannot be compared. Evaluate both again.");

        IReadOnlyList<RetrievalMetric> metrics = RetrievalMetric.All([.. before.Cutoffs.Intersect(after.Cutoffs).Order()], before.Depth);
        IReadOnlyList<MetricDifference> Compare(IEnumerable<RunQuery> queries)
        {
            RunQuery[] compared = [.. queries];
            return Differences(metrics, [.. compared.Select(query => query.Score)], [.. compared.Select(query => scores[query.Id])], options);
        }

        return new RetrievalComparison(before, after,
        [
            .. before.Queries.Where(query => query.Kind is not null).GroupBy(query => query.Kind!).Select(kind => KeyValuePair.Create(kind.Key, Compare(kind))),
            KeyValuePair.Create(All, Compare(before.Queries)),
        ], options.Confidence);
    }

    /// <summary>A table for people.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"Protocol  {Before.Protocol}, {Before.Queries.Count:N0} queries of {Before.Gallery:N0} items");
        text.AppendLine(CultureInfo.InvariantCulture, $"Before    {Label(Before)}");
        text.AppendLine(CultureInfo.InvariantCulture, $"After     {Label(After)}");
        text.AppendLine(CultureInfo.InvariantCulture,
            $"Intervals {100 * Confidence:0.##} %, by drawing the queries anew; p by swapping the runs' answers at random, for each figure alone");
        int width = Math.Max(12, Groups.Max(group => group.Value.Max(metric => metric.Name.Length)));
        foreach ((string name, IReadOnlyList<MetricDifference> metrics) in Groups)
        {
            text.AppendLine();
            text.AppendLine(CultureInfo.InvariantCulture, $"{name.PadRight(width)}    before     after  difference  interval               p");
            foreach (MetricDifference metric in metrics)
            {
                string form = metric.Name == "medianRank" ? "0.0" : "0.000";
                string interval = string.Create(CultureInfo.InvariantCulture, $"{Signed(metric.Low, form)} to {Signed(metric.High, form)}");
                text.Append(metric.Name.PadRight(width))
                    .Append(CultureInfo.InvariantCulture,
                        $"  {metric.Before.ToString(form, CultureInfo.InvariantCulture),8} "
                        + $" {metric.After.ToString(form, CultureInfo.InvariantCulture),8}  {Signed(metric.Difference, form),10}  {interval,-18} "
                        + $" {metric.PValue:F4}").AppendLine();
            }
        }

        return text.ToString();
    }

    /// <summary>One JSON object: the protocol, the two runs and, for each kind and "all", each figure's values, difference, interval and p-value.</summary>
    public string ToJson() => Encoding.UTF8.GetString(JsonLines.Line(json =>
    {
        json.WriteString("protocol", Before.Protocol);
        json.WriteNumber("queries", Before.Queries.Count);
        json.WriteNumber("gallery", Before.Gallery);
        json.WriteString("before", Before.Search);
        json.WriteString("after", After.Search);
        json.WriteBoolean("hasLearnedItems", Before.HasLearnedItems || After.HasLearnedItems);
        json.WriteNumber("confidence", Confidence);
        json.WriteStartObject("differences");
        foreach ((string name, IReadOnlyList<MetricDifference> metrics) in Groups)
        {
            json.WriteStartObject(name);
            foreach (MetricDifference metric in metrics)
            {
                json.WriteStartObject(metric.Name);
                json.WriteNumber("before", metric.Before);
                json.WriteNumber("after", metric.After);
                json.WriteNumber("difference", metric.Difference);
                json.WriteNumber("low", metric.Low);
                json.WriteNumber("high", metric.High);
                json.WriteNumber("p", metric.PValue);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }));

    static MetricDifference[] Differences(IReadOnlyList<RetrievalMetric> metrics, QueryScore[] before, QueryScore[] after, ResamplingOptions options)
    {
        double[][] left = [.. metrics.Select(metric => before.Select(metric.Of).ToArray())],
            right = [.. metrics.Select(metric => after.Select(metric.Of).ToArray())];
        double[] drawn = new double[before.Length];
        double Figure(int m, double[] values, int[] queries)
        {
            for (int i = 0; i < queries.Length; i++)
                drawn[i] = values[queries[i]];
            return metrics[m].Summarise(drawn);
        }

        int[] all = [.. Enumerable.Range(0, before.Length)];
        (double Low, double High)[] intervals = Resampling.Intervals(before.Length,
            queries => [.. Enumerable.Range(0, metrics.Count).Select(m => Figure(m, right[m], queries) - Figure(m, left[m], queries))], options);
        return [.. metrics.Select((metric, m) => new MetricDifference(
            metric.Name, Figure(m, left[m], all), Figure(m, right[m], all), intervals[m].Low, intervals[m].High,
                Resampling.PValue(metric, left[m], right[m], options)))];
    }

    static void Require<T>(T before, T after, string difference)
    {
        if (!Equals(before, after))
            throw new ArgumentException($"The runs cannot be compared: they {difference}, {before} and {after}. Evaluate both in the same way.");
    }

    static string Signed(double value, string form) => value.ToString($"+{form};-{form};{form}", CultureInfo.InvariantCulture);

    static string Label(RetrievalRun run) =>
        $"{(run.Search.Length > 0 ? run.Search : "(not said)")}{(run.HasLearnedItems ? " - WARNING: on items that the models learned from" : "")}";
}
