using MlNetFashion.Catalogues;

namespace MlNetFashion.Evaluation.Tests;

sealed class RetrievalComparisonTests
{
    static readonly ResamplingOptions s_options = new() { Samples = 200, Permutations = 400 };

    static RetrievalRun Run(params int[] ranks) => new()
    {
        Protocol = "own-queries",
        QueriesSha256 = new string('1', 64),
        GallerySha256 = new string('2', 64),
        Gallery = 500,
        Depth = 100,
        Cutoffs = [1, 10],
        DuplicatesAsOne = false,
        Search = "fused \"é\"",
        Queries = [.. ranks.Select((rank, i) => new RunQuery($"q{i}", i % 2 == 0 ? "even" : null, new QueryScore(1, rank == 0 ? [] : [rank])))],
    };

    [Test]
    public void Differences_are_those_of_the_figures_and_queries_are_paired()
    {
        RetrievalRun before = Run([.. Enumerable.Repeat(2, 40)]), after = Run([.. Enumerable.Range(0, 40).Select(i => i < 20 ? 1 : 2)]);
        RetrievalComparison comparison = RetrievalComparison.Of(before, after, s_options);
        Assert.That(comparison.Groups.Select(group => group.Key), Is.EqualTo(new[] { "even", "all" }));
        MetricDifference recall = comparison.Groups[^1].Value.Single(metric => metric.Name == "recall@1");
        Assert.That((recall.Before, recall.After, recall.Difference), Is.EqualTo((0.0, 0.5, 0.5)));
        Assert.That(recall.Low, Is.InRange(0.25, 0.45));
        Assert.That(recall.High, Is.InRange(0.55, 0.75));
        Assert.That(recall.PValue, Is.LessThan(0.01));
        MetricDifference unchanged = comparison.Groups[^1].Value.Single(metric => metric.Name == "recall@10");
        Assert.That((unchanged.Difference, unchanged.Low, unchanged.High, unchanged.PValue), Is.EqualTo((0.0, 0.0, 0.0, 1.0)));
    }

    [Test]
    public void A_run_does_not_differ_from_itself_and_the_other_way_round_is_the_opposite()
    {
        var random = new Random(5);
        RetrievalRun one = Run([.. Enumerable.Range(0, 60).Select(_ => random.Next(30))]),
            other = Run([.. Enumerable.Range(0, 60).Select(_ => random.Next(40))]);
        Assert.That(RetrievalComparison.Of(one, one, s_options).Groups.SelectMany(group => group.Value).Select(metric => (metric.Difference, metric.PValue)),
            Is.All.EqualTo((0.0, 1.0)));
        IEnumerable<double> Differences(RetrievalRun a, RetrievalRun b) =>
            RetrievalComparison.Of(a, b, s_options).Groups[^1].Value.Select(metric => metric.Difference);
        Assert.That(Differences(one, other), Is.EqualTo(Differences(other, one).Select(difference => -difference)).Within(1e-12));
    }

    [Test]
    public void Runs_that_cannot_be_compared_are_refused_with_both_names()
    {
        RetrievalRun run = Run(1, 2, 3);
        void Refused(RetrievalRun other, params string[] words)
        {
            ArgumentException error = Assert.Throws<ArgumentException>(() => RetrievalComparison.Of(run, other, s_options))!;
            foreach (string word in words)
                Assert.That(error.Message, Does.Contain(word));
        }

        Refused(run with { Protocol = "val-split" }, "protocols", "own-queries", "val-split");
        Refused(run with { QueriesSha256 = new string('3', 64) }, "different queries", new string('1', 64), new string('3', 64));
        Refused(run with { GallerySha256 = new string('3', 64) }, "different items", new string('2', 64));
        Refused(run with { Depth = 200 }, "100 and 200");
        Refused(run with { DuplicatesAsOne = true }, "--duplicates");
        Refused(Run(1, 2), "3 and 2");
        Refused(run with { Queries = [.. run.Queries.Select(query => query with { Score = query.Score with { Relevant = 2 } })] }, "different right answers");
    }

    [Test]
    public void A_run_is_read_as_it_was_kept()
    {
        using var folder = new TemporaryFolder();
        RetrievalRun run = Run(0, 1, 7, 100) with { HasLearnedItems = true };
        run.Save(folder["run.jsonl"]);
        RetrievalRun read = RetrievalRun.Load(folder["run.jsonl"]);
        Assert.That(read with { Queries = [], Cutoffs = [] }, Is.EqualTo(run with { Queries = [], Cutoffs = [] }));
        Assert.That(read.Cutoffs, Is.EqualTo(run.Cutoffs));
        Assert.That(read.Queries.Select(query => (query.Id, query.Kind, query.Score.Relevant, string.Join(' ', query.Score.Ranks))),
            Is.EqualTo(run.Queries.Select(query => (query.Id, query.Kind, query.Score.Relevant, string.Join(' ', query.Score.Ranks)))));
        Assert.That(Directory.GetFiles(folder.Path), Has.Length.EqualTo(1));
        Assert.That(RetrievalComparison.Of(run, read, s_options).ToText(), Does.Contain("WARNING: on items that the models learned from"));
    }

    [TestCase("", "holds no run")]
    [TestCase("{\"format\":\"other\"}", "\"other\"")]
    [TestCase("{\"format\":\"mlnetfashion-run\",\"version\":2}", "version 2")]
    [TestCase("HEAD", "holds no run")]
    [TestCase("HEAD\n{\"id\":\"a\",\"relevant\":0,\"ranks\":[]}", "Line 2")]
    [TestCase("HEAD\n{\"id\":\"a\",\"relevant\":1,\"ranks\":[1,2]}", "Line 2")]
    [TestCase("HEAD\n{\"id\":\"a\",\"relevant\":2,\"ranks\":[2,2]}", "ascending")]
    [TestCase("HEAD\n{\"id\":\"a\",\"relevant\":2,\"ranks\":[101]}", "ascending")]
    [TestCase("HEAD\n{\"id\":\"a\",\"relevant\":1e9,\"ranks\":[]}", "whole numbers")]
    [TestCase("HEAD\n{\"id\":\"a\",\"relevant\":1,\"ranks\":[]}\n{\"id\":\"a\",\"relevant\":1,\"ranks\":[]}", "Line 3")]
    public void What_is_no_run_is_refused_in_a_sentence(string text, string reason)
    {
        using var folder = new TemporaryFolder();
        Run(1).Save(folder["run.jsonl"]);
        File.WriteAllText(folder["bad.jsonl"], text.Replace("HEAD", File.ReadLines(folder["run.jsonl"]).First()));
        Assert.That(() => RetrievalRun.Load(folder["bad.jsonl"]), Throws.InstanceOf<InvalidDataException>().With.Message.Contains(reason));
    }

    [Test]
    public void Fingerprints_tell_what_is_asked_and_not_where_pictures_lie()
    {
        RetrievalQuery one = new("a", "red", "/p/1.png", ["x", "y"], "kind", "r"), two = new("b", null, "/p/2.png", ["z"]);
        string print = RetrievalRun.Fingerprint([one, two]);
        Assert.That(RetrievalRun.Fingerprint([two, one with { Image = "/elsewhere.png", Relevant = ["y", "x"] }]), Is.EqualTo(print));
        foreach (RetrievalQuery changed in (RetrievalQuery[])[one with { Text = "blue" }, one with { Relevant = ["x"] }, one with { Reference = null },
            one with { Protocol = "val-split" }, one with { Image = null }])
            Assert.That(RetrievalRun.Fingerprint([changed, two]), Is.Not.EqualTo(print));
        Assert.That(IdFingerprint.Of(["a", "b"]), Is.EqualTo(IdFingerprint.Of(["b", "a"])).And.Not.EqualTo(IdFingerprint.Of(["ab"])));
    }

    [Test]
    public void The_comparison_reads_as_a_table_and_as_json()
    {
        RetrievalComparison comparison = RetrievalComparison.Of(Run(2, 2, 2, 2), Run(1, 1, 2, 0), s_options);
        Assert.That(comparison.ToText(), Does.Contain("Protocol  own-queries, 4 queries of 500 items").And.Contain("recall@1").And.Contain("+0.500"));
        using var json = System.Text.Json.JsonDocument.Parse(comparison.ToJson());
        System.Text.Json.JsonElement mrr = json.RootElement.GetProperty("differences").GetProperty("all").GetProperty("mrr");
        Assert.That(mrr.GetProperty("difference").GetDouble(), Is.EqualTo((1 + 1 + 0.5) / 4 - 0.5).Within(1e-12));
        Assert.That(mrr.GetProperty("p").GetDouble(), Is.InRange(0.0, 1.0));
    }

    [TestCase("protocol")]
    [TestCase("search")]
    [TestCase("queriesSha256")]
    public void Halves_of_letters_in_a_run_are_refused_in_a_sentence(string member)
    {
        using var folder = new TemporaryFolder();
        Run(1).Save(folder["run.jsonl"]);
        string[] lines = File.ReadAllLines(folder["run.jsonl"]);
        var head = System.Text.Json.Nodes.JsonNode.Parse(lines[0])!;
        head[member] = "half";
        lines[0] = head.ToJsonString().Replace("half", "\\ud800", StringComparison.Ordinal);
        File.WriteAllLines(folder["run.jsonl"], lines);
        Assert.That(() => RetrievalRun.Load(folder["run.jsonl"]), Throws.TypeOf<InvalidDataException>().With.Message.StartsWith("Line 1 of "));
    }
}
