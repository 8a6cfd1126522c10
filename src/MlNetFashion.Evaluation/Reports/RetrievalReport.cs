using MlNetFashion.Notebooks;

namespace MlNetFashion.Evaluation;

/// <summary>How well a search answers a set of queries.</summary>
/// <param name="Protocol">By which rules.</param>
/// <param name="Gallery">How many items were searched.</param>
/// <param name="Depth">How many places of each ranking were looked at: means and medians know no more.</param>
/// <param name="Unjudged">Queries that were left out because they name no relevant items.</param>
/// <param name="MissingRelevant">Relevant items that the gallery lacks; they count as not found.</param>
/// <param name="Overall">All scored queries.</param>
/// <param name="Kinds">The same for each <see cref="RetrievalQuery.Kind"/>, in the order first met.</param>
[TypeFormatterSource(typeof(ReportFormatterSource), PreferredMimeTypes = ["text/html"])]
public sealed record RetrievalReport(
    RetrievalProtocol Protocol, int Gallery, int Depth, int Unjudged, int MissingRelevant, RetrievalScores Overall,
        IReadOnlyList<KeyValuePair<string, RetrievalScores>> Kinds)
{
    /// <value>The figures of each part that queries name, in the order first met.</value>
    public IReadOnlyList<RetrievalSlice> Slices { get; init; } = [];

    /// <value>The share of intervals that hold the true figure.</value>
    public double Confidence { get; init; } = new ResamplingOptions().Confidence;

    /// <value>Whether items with the same picture were counted as one.</value>
    public bool CountsDuplicatesAsOne { get; init; }

    /// <value>Ids of the protocol's gallery that the index lacks: with one or more, the figures are not the protocol's.</value>
    public int MissingGallery { get; init; }

    /// <value>Whether the models learned from what was searched; null where nobody looked.</value>
    public TrainingCheck? Training { get; init; }

    /// <value>How the search was done, with its weights; null where nobody says.</value>
    public string? Search { get; init; }

    /// <value>How long queries take; null where it was not measured.</value>
    public SearchLatency? Latency { get; init; }

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
    public string ToText() => RetrievalReportText.Write(this);

    /// <summary>The figures as a Markdown table, each with its interval: "0.765 (0.731 to 0.798)".</summary>
    public string ToMarkdown() => RetrievalReportMarkdown.Write(this);

    /// <summary>One JSON object: the protocol, the counts, <c>"overall"</c>, <c>"kinds"</c> and
    /// <c>"slices"</c>; a figure has its interval under the name with <c>Interval</c>.</summary>
    public string ToJson() => RetrievalReportJson.Write(this);
}
