using System.Text;
using System.Text.Json;
using MlNetFashion.Models;
using MlNetFashion.Text;

namespace MlNetFashion.Evaluation;

/// <summary>A report for programs.</summary>
static class RetrievalReportJson
{
    public static string Write(RetrievalReport report) => Encoding.UTF8.GetString(JsonLines.Line(json =>
    {
        WriteProtocol(json, report.Protocol);
        json.WriteNumber("gallery", report.Gallery);
        json.WriteNumber("missingGallery", report.MissingGallery);
        json.WriteNumber("depth", report.Depth);
        json.WriteNumber("unjudged", report.Unjudged);
        json.WriteNumber("missingRelevant", report.MissingRelevant);
        json.WriteBoolean("duplicatesAsOne", report.CountsDuplicatesAsOne);
        json.WriteNumber("confidence", report.Confidence);
        if (report.Search is not null)
            json.WriteString("search", report.Search);
        if (report.Training is { } training)
            WriteTraining(json, training);
        json.WritePropertyName("overall");
        WriteScores(json, report.Overall);
        json.WriteStartObject("kinds");
        foreach ((string kind, RetrievalScores scores) in report.Kinds)
        {
            json.WritePropertyName(kind);
            WriteScores(json, scores);
        }

        json.WriteEndObject();
        WriteSlices(json, report.Slices);
        if (report.Latency is { } latency)
        {
            json.WriteStartObject("latency");
            json.WriteNumber("queries", latency.Queries);
            json.WriteNumber("medianMilliseconds", Math.Round(latency.Median, 3));
            json.WriteNumber("percentile95Milliseconds", Math.Round(latency.Percentile95, 3));
            json.WriteEndObject();
        }
    }));

    /// <summary>The member <c>"protocol"</c>.</summary>
    public static void WriteProtocol(Utf8JsonWriter json, RetrievalProtocol protocol)
    {
        json.WriteStartObject("protocol");
        json.WriteString("name", protocol.Name);
        json.WriteString("gallery", protocol.Gallery);
        json.WriteString("reference", protocol.Reference == ReferenceHandling.TakenOut ? "taken-out" : "kept");
        json.WriteString("texts", protocol.Texts);
        json.WriteEndObject();
    }

    static void WriteTraining(Utf8JsonWriter json, TrainingCheck training)
    {
        json.WriteStartObject("training");
        json.WriteString("standing", training.StandingWord);
        json.WriteNumber("gallery", training.Gallery);
        json.WriteNumber("relevant", training.Relevant);
        json.WriteString("reason", training.Reason);
        json.WriteString("basis", training.Basis.ToString().ToLowerInvariant());
        if (training.SearchedSha256 is not null)
            json.WriteString("searchedSha256", training.SearchedSha256);
        json.WriteStartArray("fingerprints");
        foreach (LearnedItems learned in training.Fingerprints)
        {
            json.WriteStartObject();
            json.WriteString("catalogue", learned.Catalogue);
            json.WriteNumber("items", learned.Items);
            json.WriteString("sha256", learned.Sha256);
            json.WriteNumber("heldOut", learned.HeldOut);
            json.WriteString("heldOutSha256", learned.HeldOutSha256);
            json.WriteBoolean("afterwards", learned.Afterwards);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void WriteSlices(Utf8JsonWriter json, IReadOnlyList<RetrievalSlice> slices)
    {
        json.WriteStartObject("slices");
        foreach (IGrouping<string, RetrievalSlice> slice in slices.GroupBy(slice => slice.Name))
        {
            json.WriteStartObject(slice.Key);
            foreach (RetrievalSlice part in slice)
            {
                json.WritePropertyName(part.Value);
                WriteScores(json, part.Scores);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    static void WriteScores(Utf8JsonWriter json, RetrievalScores scores)
    {
        json.WriteStartObject();
        json.WriteNumber("queries", scores.Queries);
        foreach (MetricValue metric in scores.Metrics)
            json.WriteNumber(metric.Name, metric.Value);
        foreach (MetricValue metric in scores.Metrics)
        {
            json.WriteStartArray($"{metric.Name}Interval");
            json.WriteNumberValue(metric.Low);
            json.WriteNumberValue(metric.High);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
