using MlNetFashion.Catalogues;
using MlNetFashion.Evaluation;
using MlNetFashion.Tests.Retrieval;

namespace MlNetFashion.Tests.Evaluation;

sealed class RetrievalEvaluationTests
{
    static RetrievalEvaluation Start(DuplicateGroups? duplicates = null, params string[] missing) => new(100, id => !missing.Contains(id), 50, duplicates);

    static RetrievalQuery Query(string relevant, string? reference = null, string? kind = null) =>
        new("q", "text", null, relevant.Split(' ', StringSplitOptions.RemoveEmptyEntries), kind, reference);

    static void Add(RetrievalEvaluation evaluation, RetrievalQuery query, string ranked) => evaluation.Add(query, ranked.Split(' '));

    [Test]
    public void The_reference_is_no_answer_to_its_own_query()
    {
        RetrievalEvaluation evaluation = Start();
        Add(evaluation, Query("a b", reference: "r"), "r a x b");
        Assert.That(evaluation.Report().Overall.RecallAt1, Is.EqualTo(0.5));

        RetrievalEvaluation itself = Start();
        Add(itself, Query("r a", reference: "r"), "r x a");
        Assert.That(itself.Report().Overall.MedianRank, Is.EqualTo(2));
    }

    [Test]
    public void Duplicates_are_one_item_whichever_of_them_is_found()
    {
        var duplicates = new DuplicateGroups([["a", "a2"], ["r", "r2"]]);
        RetrievalEvaluation evaluation = Start(duplicates);
        Add(evaluation, Query("a b", reference: "r"), "r2 a2 a b");
        RetrievalScores scores = evaluation.Report().Overall;
        Assert.That(scores.RecallAt1, Is.EqualTo(0.5));
        Assert.That(scores.PrecisionAt10, Is.EqualTo(0.2), "a2 and a count once");
        Assert.That(scores.MeanAveragePrecision, Is.EqualTo(1), "r2 is left out and b moves up to the second place");
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
        Assert.That(report.Kind("text").MeanReciprocalRank, Is.EqualTo(0.625));
        Assert.That(report.Overall.MeanReciprocalRank, Is.EqualTo((1 + 0.5 + 0.25 + 1) / 4));
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
        Assert.That((report.Unjudged, report.MissingRelevant, report.Overall.Queries, report.Overall.RecallAt50), Is.EqualTo((2, 1, 1, 0.5)));
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
        Assert.That(evaluation.Report().Overall.MedianRank, Is.EqualTo(51));
        Assert.That(evaluation.Report().Overall.MeanReciprocalRank, Is.Zero);
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
        }, depth: 60);

        Assert.That(report.Overall.RecallAt1, Is.EqualTo(1));
        Assert.That(report.Overall.MedianRank, Is.EqualTo(1));
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
        RetrievalReport report = RetrievalEvaluation.Run(index, queries, (query, top) => index.Search(index.Embedding(index.PositionOf(query.Reference!)), top));
        Assert.That(report.Overall.RecallAt1, Is.EqualTo(1));
    }

    [Test]
    public void A_report_reads_as_a_table_and_as_json()
    {
        RetrievalEvaluation evaluation = Start();
        Add(evaluation, Query("a", kind: "attributes"), "a");
        Add(evaluation, Query("a", kind: "title"), "x a");
        string[] lines = evaluation.Report().ToText().ReplaceLineEndings("\n").Split('\n');
        Assert.That(lines[0], Is.EqualTo("100 items, 2 queries, 50 places of each ranking"));
        Assert.That(lines[2], Is.EqualTo("            queries  recall@1  recall@10  recall@50  precision@10    MRR    mAP  median rank"));
        Assert.That(lines[3], Is.EqualTo("attributes        1     1.000      1.000      1.000         0.100  1.000  1.000            1"));
        Assert.That(lines[5], Is.EqualTo("all               2     0.500      1.000      1.000         0.100  0.750  0.750          1.5"));

        using var json = System.Text.Json.JsonDocument.Parse(evaluation.Report().ToJson());
        Assert.That(json.RootElement.GetProperty("overall").GetProperty("recall@1").GetDouble(), Is.EqualTo(0.5));
        Assert.That(json.RootElement.GetProperty("kinds").GetProperty("title").GetProperty("medianRank").GetDouble(), Is.EqualTo(2));
    }
}
