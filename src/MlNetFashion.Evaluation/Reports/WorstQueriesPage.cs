using System.Globalization;
using System.Text;
using MlNetFashion.Images;
using MlNetFashion.Retrieval;
using MlNetFashion.Text;

namespace MlNetFashion.Evaluation;

/// <summary>The queries that were answered worst, as one HTML page with their pictures in it: it needs no network, and may be sent as it is.</summary>
/// <param name="report">What was measured.</param>
/// <param name="index">Whose thumbnails are shown.</param>
/// <param name="understood">The picture that a query was understood as, or null.</param>
public sealed class WorstQueriesPage(RetrievalReport report, EmbeddingIndex index, Func<RetrievalQuery, RgbImage?>? understood = null)
{
    const string Style = """
        :root{color-scheme:light dark}body{font:15px/1.45 system-ui,sans-serif;margin:1.5rem auto;max-width:76rem;padding:0 1rem;color:#222;background:#fff}
        h1{font-size:1.4rem;margin:0 0 .3rem}h2{font-size:1.05rem;margin:0}section{border-top:1px solid #ccc;padding:.9rem 0}.note{color:#555;margin:.1rem 0 .5rem}
        .warning{background:#b00020;color:#fff;padding:.5rem .7rem}ul{list-style:none;display:flex;flex-wrap:wrap;gap:.6rem;margin:.3rem 0 .6rem;padding:0}
        li{width:6.4rem;font-size:.72rem;line-height:1.25;overflow-wrap:anywhere}img,.none{width:6rem;height:6rem;display:block;border:3px solid #ddd;background:#fff}
        .none{display:grid;place-items:center;color:#777}.right img,.right .none{border-color:#1b7f3b}h3{font-size:.8rem;margin:.4rem 0 0;color:#555;font-weight:600}
        @media(prefers-color-scheme:dark){body{background:#161616;color:#ddd}.note,h3{color:#aaa}section{border-color:#444}}
        """;

    /// <summary>The outcomes from the worst on: the least average precision, then the latest first right answer, then the id.</summary>
    public static IEnumerable<QueryOutcome> WorstFirst(IEnumerable<QueryOutcome> outcomes) => outcomes
        .OrderBy(outcome => outcome.Score.AveragePrecision)
        .ThenByDescending(outcome => outcome.Score.FirstRank ?? int.MaxValue)
        .ThenBy(outcome => outcome.Query.Id, StringComparer.Ordinal);

    /// <summary>Writes the page.</summary>
    /// <param name="outcomes">All that was asked.</param>
    /// <param name="count">The most queries that are shown, 1 or more.</param>
    public string Write(IReadOnlyList<QueryOutcome> outcomes, int count = 50)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        QueryOutcome[] worst = [.. WorstFirst(outcomes).Take(count)];
        var html = new StringBuilder();
        html.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n")
            .Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">\n")
            .Append(CultureInfo.InvariantCulture,
                $"<title>The worst {worst.Length:N0} of {outcomes.Count:N0} queries</title>\n<style>\n{Style}\n</style>\n</head>\n<body>\n")
            .Append(CultureInfo.InvariantCulture, $"<h1>The worst {worst.Length:N0} of {outcomes.Count:N0} queries</h1>\n")
            .Append(CultureInfo.InvariantCulture,
                $"<p class=\"note\">Protocol {Text(report.Protocol.Name)}, {report.Gallery:N0} items. By average precision, the worst first; "
                + $"a green frame is a right answer.</p>\n");
        if (report.Training is { Standing: TrainingStanding.Learned } training)
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"warning\">{Text(training.Reason)}</p>\n");
        foreach (QueryOutcome outcome in worst)
            WriteQuery(html, outcome);
        return html.Append("</body>\n</html>\n").ToString();
    }

    void WriteQuery(StringBuilder html, QueryOutcome outcome)
    {
        (RetrievalQuery query, QueryScore score) = (outcome.Query, outcome.Score);
        html.Append(CultureInfo.InvariantCulture, $"<section>\n<h2><bdi>{Text(query.Text ?? "(a picture)")}</bdi></h2>\n")
            .Append(CultureInfo.InvariantCulture,
                $"<p class=\"note\">{Text(query.Id)}{(query.Kind is null ? "" : $", {Text(query.Kind)}")}{(query.Slices.Values.Count == 0 ? ""
                    : $" ({Text(query.Slices.ToString())})")}: ")
            .Append(CultureInfo.InvariantCulture,
                $"average precision {score.AveragePrecision:F3}, {score.Ranks.Count(rank => rank <= QueryOutcome.MostFirst)} of {score.Relevant:N0} right "
                + $"answers among the first {QueryOutcome.MostFirst}, ")
            .Append(score.FirstRank is { } rank ? string.Create(CultureInfo.InvariantCulture, $"the first at {rank:N0}")
                : string.Create(CultureInfo.InvariantCulture, $"none among the first {report.Depth:N0}"))
            .Append("</p>\n");
        RgbImage? reference = Shown(query), meant = understood?.Invoke(query);
        if (reference is not null || meant is not null || query.Image is not null)
        {
            html.Append("<ul>\n");
            if (query.Image is not null)
                WriteItem(html, reference, "shown", isRight: false);
            if (meant is not null)
                WriteItem(html, meant, "understood as", isRight: false);
            html.Append("</ul>\n");
        }

        html.Append("<h3>Answers</h3>\n<ul>\n");
        foreach (RankedAnswer answer in outcome.First)
            WriteItem(html, Thumbnail(answer.Id), Caption(answer.Id), answer.IsRelevant);
        html.Append("</ul>\n");
        if (outcome.Missed.Count > 0)
        {
            html.Append("<h3>Right, and not among them</h3>\n<ul>\n");
            foreach (MissedAnswer missed in outcome.Missed)
                WriteItem(html, Thumbnail(missed.Id),
                    $"{(missed.Rank is { } place ? string.Create(CultureInfo.InvariantCulture, $"at {place:N0}: ") : "not found: ")}{Caption(missed.Id)}",
                    isRight: true);
            html.Append("</ul>\n");
        }

        html.Append("</section>\n");
    }

    static void WriteItem(StringBuilder html, RgbImage? picture, string caption, bool isRight)
    {
        html.Append(isRight ? "<li class=\"right\">" : "<li>");
        if (picture is null)
            html.Append("<span class=\"none\">no picture</span>");
        else
            html.Append("<img alt=\"\" src=\"data:image/jpeg;base64,").Append(Convert.ToBase64String(IndexWriter.EncodeThumbnail(picture))).Append("\">");
        html.Append("<bdi>").Append(Text(caption)).Append("</bdi></li>\n");
    }

    // The picture that the query shows, as small as the others; the page is worth having when one file is gone.
    static RgbImage? Shown(RetrievalQuery query)
    {
        try
        {
            return query.Image is null ? null : ImagePreprocessing.Letterbox(RgbImage.Load(query.Image));
        }
        catch (Exception e) when (e is IOException or ImageRejectedException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    RgbImage? Thumbnail(string id) => index.PositionOf(id) is >= 0 and int row ? index.Thumbnail(row) : null;

    string Caption(string id) => index.PositionOf(id) is >= 0 and int row && index.Item(row).Title is { Length: > 0 } title ? $"{title} ({id})" : id;

    static string Text(string text) => SafeText.Html(text);
}
