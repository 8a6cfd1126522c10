using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MlNetFashion.Evaluation;

/// <summary>How well a search answers a set of queries.</summary>
/// <param name="Gallery">How many items were searched.</param>
/// <param name="Depth">How many places of each ranking were looked at: means and medians know no more.</param>
/// <param name="Unjudged">Queries that were left out because they name no relevant items.</param>
/// <param name="MissingRelevant">Relevant items that the gallery lacks; they count as not found.</param>
/// <param name="Overall">All scored queries.</param>
/// <param name="Kinds">The same for each <see cref="RetrievalQuery.Kind"/>, in the order first met.</param>
public sealed record RetrievalReport(
    int Gallery, int Depth, int Unjudged, int MissingRelevant, RetrievalScores Overall, IReadOnlyList<KeyValuePair<string, RetrievalScores>> Kinds)
{
    /// <summary>The scores of one kind of query.</summary>
    /// <exception cref="ArgumentException">No query was of that kind.</exception>
    public RetrievalScores Kind(string kind)
    {
        foreach ((string name, RetrievalScores scores) in Kinds)
        {
            if (name == kind)
                return scores;
        }

        throw new ArgumentException($"No query was of kind \"{kind}\". There were: {string.Join(", ", Kinds.Select(known => known.Key))}.", nameof(kind));
    }

    /// <summary>A table for people.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{Gallery:N0} items, {Overall.Queries:N0} queries, {Depth:N0} places of each ranking");
        if (Unjudged > 0)
            text.AppendLine(CultureInfo.InvariantCulture, $"{Unjudged:N0} queries name no relevant items and were left out");
        if (MissingRelevant > 0)
            text.AppendLine(CultureInfo.InvariantCulture, $"{MissingRelevant:N0} relevant items are not in the index and count as not found");
        int width = Math.Max(6, Kinds.Count == 0 ? 0 : Kinds.Max(kind => kind.Key.Length));
        text.AppendLine().AppendLine($"{"".PadRight(width)}  queries  recall@1  recall@10  recall@50  precision@10    MRR    mAP  median rank");
        foreach ((string kind, RetrievalScores scores) in Kinds)
            AppendRow(text, kind.PadRight(width), scores);
        AppendRow(text, "all".PadRight(width), Overall);
        return text.ToString();
    }

    /// <summary>One JSON object: the counts, <c>"overall"</c> and <c>"kinds"</c>.</summary>
    public string ToJson() => Encoding.UTF8.GetString(JsonLines.Line(json =>
    {
        json.WriteNumber("gallery", Gallery);
        json.WriteNumber("depth", Depth);
        json.WriteNumber("unjudged", Unjudged);
        json.WriteNumber("missingRelevant", MissingRelevant);
        WriteScores(json, "overall", Overall);
        json.WriteStartObject("kinds");
        foreach ((string kind, RetrievalScores scores) in Kinds)
            WriteScores(json, kind, scores);
        json.WriteEndObject();
    }));

    static void AppendRow(StringBuilder text, string name, RetrievalScores scores) => text.AppendLine(CultureInfo.InvariantCulture,
        $"{name}  {scores.Queries,7:N0}  {scores.RecallAt1,8:F3}  {scores.RecallAt10,9:F3}  {scores.RecallAt50,9:F3}  {scores.PrecisionAt10,12:F3}  {scores.MeanReciprocalRank,5:F3}  {scores.MeanAveragePrecision,5:F3}  {scores.MedianRank,11:0.#}");

    static void WriteScores(Utf8JsonWriter json, string name, RetrievalScores scores)
    {
        json.WriteStartObject(name);
        json.WriteNumber("queries", scores.Queries);
        json.WriteNumber("recall@1", scores.RecallAt1);
        json.WriteNumber("recall@10", scores.RecallAt10);
        json.WriteNumber("recall@50", scores.RecallAt50);
        json.WriteNumber("precision@10", scores.PrecisionAt10);
        json.WriteNumber("mrr", scores.MeanReciprocalRank);
        json.WriteNumber("map", scores.MeanAveragePrecision);
        json.WriteNumber("medianRank", scores.MedianRank);
        json.WriteEndObject();
    }
}
