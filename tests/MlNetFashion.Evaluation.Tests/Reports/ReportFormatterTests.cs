namespace MlNetFashion.Evaluation.Tests;

sealed class ReportFormatterTests
{
    [Test]
    public void A_notebook_shows_each_kind_and_all_with_a_bar_of_the_figures_length()
    {
        var evaluation = new RetrievalEvaluation(1234, _ => true, new EvaluationOptions { Depth = 50, Resampling = new ResamplingOptions { Samples = 50 } });
        evaluation.Add(new RetrievalQuery("1", "text", null, ["a", "b"], "by <colour>"), ["a", "x", "b"]);
        evaluation.Add(new RetrievalQuery("2", "text", null, ["a"], "by title"), ["x", "a"]);
        RetrievalReport report = evaluation.Report();
        string html = RichOutput.Of(report);
        Assert.That(html, Does.Contain("1,234 items").And.Contain("<td>by &lt;colour&gt;</td>").And.Contain("<td>by title</td>").And.Contain("<td>all</td>"));
        foreach (MetricValue metric in report.Overall.Metrics)
            Assert.That(html, Does.Contain($"<th>{metric.Name}</th>"));
        Assert.That(report.Kind("by <colour>")["recall@1"], Is.EqualTo(0.5));
        Assert.That(html, Does.Contain("#cfe3f7 50%,transparent 0)\">0.500 <span"));
    }
}
