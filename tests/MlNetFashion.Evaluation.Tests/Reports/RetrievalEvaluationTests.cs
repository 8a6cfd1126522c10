using MlNetFashion.Catalogues;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Evaluation.Tests;

sealed class RetrievalEvaluationTests
{
    static readonly EvaluationOptions s_options = new() { Depth = 50, Resampling = new ResamplingOptions { Samples = 50 } };

    static RetrievalEvaluation Start(DuplicateGroups? duplicates = null, params string[] missing) =>
        new(100, id => !missing.Contains(id), s_options with { Duplicates = duplicates });

    static RetrievalQuery Query(string relevant, string? reference = null, string? kind = null) =>
        new("q", "text", null, relevant.Split(' ', StringSplitOptions.RemoveEmptyEntries), kind, reference);

    static void Add(RetrievalEvaluation evaluation, RetrievalQuery query, string ranked) => evaluation.Add(query, ranked.Split(' '));

    [Test]
    public void The_reference_is_no_answer_to_its_own_query()
    {
        RetrievalEvaluation evaluation = Start();
        Add(evaluation, Query("a b", reference: "r"), "r a x b");
        Assert.That(evaluation.Report().Overall["recall@1"], Is.EqualTo(0.5));

        RetrievalEvaluation itself = Start();
        Add(itself, Query("r a", reference: "r"), "r x a");
        Assert.That(itself.Report().Overall["medianRank"], Is.EqualTo(2));
    }

    [Test]
    public void Duplicates_are_one_item_whichever_of_them_is_found()
    {
        var duplicates = new DuplicateGroups([["a", "a2"], ["r", "r2"]]);
        RetrievalEvaluation evaluation = Start(duplicates);
        Add(evaluation, Query("a b", reference: "r"), "r2 a2 a b");
        RetrievalScores scores = evaluation.Report().Overall;
        Assert.That(scores["recall@1"], Is.EqualTo(0.5));
        Assert.That(scores["precision@10"], Is.EqualTo(0.2), "a2 and a count once");
        Assert.That(scores["map"], Is.EqualTo(1), "r2 is left out and b moves up to the second place");
    }

    [Test]
    public void Kinds_have_scores_of_their_own_and_the_whole_has_all()
    {
        RetrievalEvaluation evaluation = Start();
        Add(evaluation, Query("a", kind: "text"), "a");
        Add(evaluation, Query("a", kind: "picture"), "x a");
        Add(evaluation, Query("a", kind: "text"), "x x1 x2 a");
        Add(evaluation, Query("a"), "a");
        RetrievalReport report = evaluation.Report();
        Assert.That(report.Kinds.Select(kind => (kind.Key, kind.Value.Queries)), Is.EqualTo(((string, int)[])[("text", 2), ("picture", 1)]));
        Assert.That(report.Kind("text")["mrr"], Is.EqualTo(0.625));
        Assert.That(report.Overall["mrr"], Is.EqualTo((1 + 0.5 + 0.25 + 1) / 4));
        Assert.That(() => report.Kind("film"), Throws.ArgumentException.With.Message.Contains("text, picture"));
    }

    [Test]
    public void Queries_that_cannot_be_judged_and_items_that_are_not_there_are_counted()
    {
        RetrievalEvaluation evaluation = Start(missing: "gone");
        Add(evaluation, Query(""), "a");
        Add(evaluation, Query("r", reference: "r"), "a");
        Add(evaluation, Query("a gone"), "a");
        RetrievalReport report = evaluation.Report();
        Assert.That((report.Unjudged, report.MissingRelevant, report.Overall.Queries, report.Overall["recall@50"]), Is.EqualTo((2, 1, 1, 0.5)));
        Assert.That(report.ToText(), Does.Contain("2 queries name no relevant items").And.Contain("1 relevant items are not in the index"));
    }

    [Test]
    public void Without_a_query_to_judge_there_is_a_sentence_instead_of_a_report()
    {
        Assert.That(() => Start().Report(), Throws.InstanceOf<InvalidDataException>().With.Message.EqualTo("There are no queries to evaluate."));
        RetrievalEvaluation unjudged = Start();
        Add(unjudged, Query(""), "a");
        Assert.That(unjudged.Report, Throws.InstanceOf<InvalidDataException>().With.Message.Contains("\"relevant\""));
    }

    [Test]
    public void Places_beyond_the_depth_are_not_looked_at()
    {
        RetrievalEvaluation evaluation = Start();
        evaluation.Add(Query("a"), [.. Enumerable.Range(0, 50).Select(i => $"x{i}"), "a"]);
        Assert.That(evaluation.Report().Overall["medianRank"], Is.EqualTo(51));
        Assert.That(evaluation.Report().Overall["mrr"], Is.Zero);
    }

    [Test]
    public void Running_a_search_over_an_index_scores_what_it_finds()
    {
        CatalogueItem[] items = [.. Enumerable.Range(0, 80).Select(i => SmallIndex.Item($"{i}"))];
        EmbeddingIndex index = EmbeddingIndex.Create(SmallIndex.Description, items, SmallIndex.Vectors(80, 8, 4), 8);
        RetrievalQuery[] queries = [.. items.Select(item => new RetrievalQuery($"q{item.Id}", item.Id, null, [item.Id], "self"))];
        var depths = new List<int>();

        RetrievalReport report = RetrievalEvaluation.Run(index, queries, (query, top) =>
        {
            depths.Add(top);
            return index.Search(index.Embedding(int.Parse(query.Text!)), top);
        }, s_options with { Depth = 60 });

        Assert.That(report.Overall["recall@1"], Is.EqualTo(1));
        Assert.That(report.Overall["medianRank"], Is.EqualTo(1));
        Assert.That((report.Gallery, report.Depth, report.Kind("self").Queries), Is.EqualTo((80, 60, 80)));
        Assert.That(depths, Has.All.EqualTo(60));
    }

    [Test]
    public void The_same_search_without_the_reference_finds_others_only()
    {
        CatalogueItem[] items = [.. Enumerable.Range(0, 60).Select(i => SmallIndex.Item($"{i}"))];
        EmbeddingIndex index = EmbeddingIndex.Create(SmallIndex.Description, items, SmallIndex.Vectors(60, 8, 4), 8);
        // The second nearest is right: it takes the first place once the item itself is left out.
        RetrievalQuery[] queries = [.. items.Select((item, i) =>
            new RetrievalQuery($"q{i}", null, "p.png", [index.Search(index.Embedding(i), 2)[1].Id], null, item.Id))];
        RetrievalReport report = RetrievalEvaluation.Run(index, queries, (query, top) =>
            index.Search(index.Embedding(index.PositionOf(query.Reference!)), top));
        Assert.That(report.Overall["recall@1"], Is.EqualTo(1));
    }

    [Test]
    public void A_protocol_may_keep_the_reference_among_the_answers()
    {
        var evaluation = new RetrievalEvaluation(100, _ => true, s_options with { Protocol = FashionIqProtocol.Original.Rules });
        Add(evaluation, Query("a", reference: "r"), "r a");
        Assert.That(evaluation.Report().Overall["medianRank"], Is.EqualTo(2));
        Assert.That(evaluation.Spare(Query("a", reference: "r")), Is.Zero);
    }

    [Test]
    public void Answers_outside_the_gallery_are_passed_over()
    {
        RetrievalEvaluation evaluation = Start(missing: "elsewhere");
        Add(evaluation, Query("a"), "elsewhere a");
        Assert.That(evaluation.Report().Overall["recall@1"], Is.EqualTo(1));
    }

    [Test]
    public void Outcomes_tell_the_first_answers_and_what_was_missed()
    {
        RetrievalEvaluation evaluation = Start(new DuplicateGroups([["b", "b2"]]));
        Add(evaluation, Query("b c d", reference: "r"), "r x0 b2 b x1 x2 x3 x4 x5 x6 x7 x8 x9 c");
        QueryOutcome outcome = evaluation.Outcomes.Single();
        Assert.That(string.Join(' ', outcome.First.Select(answer => answer.IsRelevant ? $"({answer.Id})" : answer.Id)),
            Is.EqualTo("x0 (b2) x1 x2 x3 x4 x5 x6 x7 x8"));
        Assert.That(outcome.Missed, Is.EqualTo(new[] { new MissedAnswer("c", 12), new MissedAnswer("d", null) }));
        Assert.That(outcome.Score.Ranks, Is.EqualTo(new[] { 2, 12 }));
    }

    [Test]
    public void Slices_have_scores_of_their_own_and_a_query_may_be_in_several()
    {
        RetrievalEvaluation evaluation = Start();
        Add(evaluation, Query("a") with { Slices = QuerySlices.Of(("type", "dress"), ("change", "colour"), ("change", "hem")) }, "a");
        Add(evaluation, Query("a") with { Slices = QuerySlices.Of(("type", "dress"), ("change", "hem")) }, "x a");
        Assert.That(evaluation.Report().Slices.Select(slice => (slice.Name, slice.Value, slice.Scores.Queries, slice.Scores["mrr"])),
            Is.EqualTo(new[] { ("type", "dress", 2, 0.75), ("change", "colour", 1, 1.0), ("change", "hem", 2, 0.75) }));
    }

    [Test]
    public void Options_that_cannot_be_measured_are_refused_with_both_values()
    {
        RetrievalEvaluation With(EvaluationOptions options) => new(1, _ => true, options);
        Assert.That(() => With(s_options with { Cutoffs = [1, 60] }), Throws.ArgumentException.With.Message.Contains("60").And.Message.Contains("50"));
        Assert.That(() => With(s_options with { Cutoffs = [] }), Throws.ArgumentException);
        Assert.That(() => With(s_options with { Cutoffs = [0] }), Throws.ArgumentException);
        Assert.That(() => With(s_options with { Cutoffs = [5, 5] }), Throws.ArgumentException);
    }

    [Test]
    public void A_report_reads_as_a_table_and_as_json()
    {
        RetrievalEvaluation evaluation = Start();
        Add(evaluation, Query("a", kind: "attributes") with { Slices = QuerySlices.Of(("type", "dress")) }, "a");
        Add(evaluation, Query("a", kind: "title"), "x a");
        RetrievalReport report =
            evaluation.Report() with
            {
                Training = new TrainingCheck(TrainingStanding.Learned, 3, 1, "3 were learned from"),
                Latency = new SearchLatency(2, 1.25, 3.5),
                MissingGallery = 7
            };
        string text = report.ToText().ReplaceLineEndings("\n");
        Assert.That(text, Does.StartWith("Protocol  own-queries: All items of the index."));
        Assert.That(text, Does.Contain("2 queries of 100 items, 50 places of each ranking").And.Contain("WARNING, 3 were learned from")
            .And.Contain("7 items of the protocol's gallery").And.Contain("median 1.2 ms, 95th percentile 3.5 ms"));
        string[] lines = text.Split('\n');
        string[] Words(string start) => lines.First(line => line.StartsWith(start, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(Words("            queries"),
            Is.EqualTo(
                new[]
                {
                    "queries",
                    "recall@1",
                    "recall@10",
                    "recall@50",
                    "precision@1",
                    "precision@10",
                    "precision@50",
                    "hit@10",
                    "hit@50",
                    "mrr",
                    "map",
                    "medianRank"
                }));
        Assert.That(Words("attributes"),
            Is.EqualTo(new[] { "attributes", "1", "1.000", "1.000", "1.000", "1.000", "0.100", "0.020", "1.000", "1.000", "1.000", "1.000", "1" }));
        Assert.That(Words("all"),
            Is.EqualTo(new[] { "all", "2", "0.500", "1.000", "1.000", "0.500", "0.100", "0.020", "1.000", "1.000", "0.750", "0.750", "1.5" }));
        Assert.That(Words("dress"), Has.Length.EqualTo(13));

        using var json = System.Text.Json.JsonDocument.Parse(report.ToJson());
        System.Text.Json.JsonElement overall = json.RootElement.GetProperty("overall");
        Assert.That(json.RootElement.GetProperty("protocol").GetProperty("name").GetString(), Is.EqualTo("own-queries"));
        Assert.That(json.RootElement.GetProperty("training").GetProperty("standing").GetString(), Is.EqualTo("learned"));
        Assert.That(overall.GetProperty("recall@1").GetDouble(), Is.EqualTo(0.5));
        Assert.That(overall.GetProperty("recall@1Interval").EnumerateArray().Select(end => end.GetDouble()), Is.EqualTo(new[] { 0.0, 1.0 }));
        Assert.That(json.RootElement.GetProperty("kinds").GetProperty("title").GetProperty("medianRank").GetDouble(), Is.EqualTo(2));
        Assert.That(json.RootElement.GetProperty("slices").GetProperty("type").GetProperty("dress").GetProperty("queries").GetInt32(), Is.EqualTo(1));
    }
}
