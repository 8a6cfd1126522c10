using System.Text.RegularExpressions;
using MlNetFashion.Images;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Evaluation.Tests;

sealed class WorstQueriesPageTests
{
    static readonly ResamplingOptions s_resampling = new() { Samples = 10 };

    static (string Html, RetrievalReport Report) Page(string index, RetrievalQuery[] queries, string[][] rankings, int count = 50,
        Func<RetrievalQuery, RgbImage?>? understood = null, TrainingCheck? training = null)
    {
        using EmbeddingIndex searched = EmbeddingIndex.Open(index);
        var evaluation = new RetrievalEvaluation(searched.Count, id => searched.PositionOf(id) >= 0, new EvaluationOptions { Resampling = s_resampling });
        for (int i = 0; i < queries.Length; i++)
            evaluation.Add(queries[i], rankings[i]);
        RetrievalReport report = evaluation.Report() with { Training = training };
        return (new WorstQueriesPage(report, searched, understood).Write(evaluation.Outcomes, count), report);
    }

    [Test]
    public void The_worst_come_first_with_their_answers_and_what_was_missed()
    {
        using var folder = new TemporaryFolder();
        SmallIndex.Write(folder.Path);
        RetrievalQuery[] queries = [new("good", "first", null, ["id0"]), new("bad", "second", null, ["id3", "gone"]), new("middling", "third", null, ["id1"])];
        (string html, _) = Page(folder.Path, queries, [["id0", "id1"], ["id1", "id2"], ["id0", "id1"]], count: 2);
        Assert.That(Regex.Matches(html, "<h2><bdi>(.*?)</bdi>").Select(match => match.Groups[1].Value), Is.EqualTo(new[] { "second", "third" }));
        Assert.That(html, Does.Contain("The worst 2 of 3 queries").And.Contain("Protocol own-queries").And.Contain("not found: gone"));
        Assert.That(Regex.Matches(html, "<li class=\"right\">"), Has.Count.EqualTo(3), "id3, gone and id1");
        Assert.That(html, Does.Contain("Größe 3 👗 (id3)").Or.Contain("(id3)"));
    }

    [Test]
    public void Whatever_a_catalogue_says_stays_text()
    {
        using var folder = new TemporaryFolder();
        SmallIndex.Write(folder.Path);
        string nasty = "</h2><script>alert(1)</script>\" onload='x' \u0000\u202e &amp; \ud800";
        (string html, _) = Page(folder.Path, [new RetrievalQuery(nasty, nasty, null, [nasty], nasty) { Slices = QuerySlices.Of((nasty, nasty)) }], [["id0"]],
            training: new TrainingCheck(TrainingStanding.Learned, 1, 1, nasty));
        Assert.That(html, Does.Not.Contain("<script").And.Not.Contain("\u0000").And.Not.Contain("onload='"));
        Assert.That(Regex.Matches(html, "<([a-z0-9]+)").Select(tag => tag.Groups[1].Value).Distinct(),
            Is.SubsetOf(new[] { "html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "p", "section", "bdi", "ul", "li", "img", "span" }));
        Assert.That(html, Does.Contain("class=\"warning\"").And.Contain("default-src &#39;none&#39;").Or.Contain("default-src 'none'"));
    }

    [Test]
    public void Pictures_are_in_the_page_and_nothing_is_fetched()
    {
        using var folder = new TemporaryFolder();
        SmallIndex.Write(folder.Path);
        string shown = folder["shown.png"];
        SmallIndex.Picture(200, 10, 10).Save(shown);
        RetrievalQuery[] queries = [new("a", null, shown, ["id4"], "image", "id0"), new("b", "x", folder["gone.png"], ["id1"])];
        (string html, _) = Page(folder.Path, queries, [["id1", "id4"], ["id2"]], understood: query => query.Id == "a" ? SmallIndex.Picture(10, 200, 10) : null);
        Assert.That(Regex.Matches(html, "(?:src|href|url)[=(]\"?([^\"]{0,23})").Select(match => match.Groups[1].Value),
            Is.All.StartsWith("data:image/jpeg;base64,"));
        byte[][] pictures = [.. Regex.Matches(html, "base64,([^\"]*)").Select(match => Convert.FromBase64String(match.Groups[1].Value))];
        // Of a: shown, understood, id1. Of b: id2 and the missed id1. id4 and the missing file have none.
        Assert.That(pictures, Has.Length.EqualTo(5));
        foreach (byte[] picture in pictures)
        {
            File.WriteAllBytes(folder["p.jpg"], picture);
            Assert.That(RgbImage.Load(folder["p.jpg"]).Width, Is.EqualTo(Columns.ImageSize));
        }

        Assert.That(Regex.Matches(html, "no picture"), Has.Count.EqualTo(2));
    }
}
