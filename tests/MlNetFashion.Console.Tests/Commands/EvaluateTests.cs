using System.Text.Json;
using MlNetFashion.Evaluation;
using MlNetFashion.Tests.Models;
using MlNetFashion.Tests.Retrieval;
using MlNetFashion.Tool;

namespace MlNetFashion.Tests.Commands;

public sealed class EvaluateTests
{
    [Test]
    public void Queries_of_the_sample_catalogue_are_made_and_evaluated_as_the_library_does()
    {
        using TemporaryFolder folder = new();
        JsonElement made = ToolRun.Of("queries", "--kind", "sample", "--count", $"{SmallCatalogue.Count}", "--per-kind", "6", "--minimum-relevant", "1", "--out", folder["queries"], "--json").Succeeded().Json.Single();
        string file = folder["queries/queries.jsonl"];
        Assert.That(made.GetProperty("queries").GetString(), Is.EqualTo(file));
        RetrievalQuery[] queries = [.. RetrievalQueryFile.Read(file)];
        Assert.That(made.GetProperty("kinds").EnumerateObject().ToDictionary(kind => kind.Name, kind => kind.Value.GetInt32()),
            Is.EqualTo(queries.GroupBy(query => query.Kind!).ToDictionary(kind => kind.Key, kind => kind.Count())));
        Assert.That(queries.Where(query => query.Image is not null).Select(query => query.Image), Is.Not.Empty.And.All.Matches<string>(File.Exists));

        JsonElement figures = Evaluate(file, "--json").Succeeded().Json.Single();
        using FashionPipeline pipeline = FashionPipeline.Load(TinyModels.Folder);
        using EmbeddingIndex index = EmbeddingIndex.Open(SmallCatalogue.Index);
        RetrievalReport report = RetrievalEvaluation.Run(index, queries, (query, top) =>
            pipeline.Search(new FashionQuery(query.Text, query.Image is null ? null : RgbImage.Load(query.Image)), index, new SearchOptions { Top = top }));
        using JsonDocument expected = JsonDocument.Parse(report.ToJson());
        Assert.That(figures.GetProperty("overall").GetProperty("mrr").GetDouble(), Is.EqualTo(expected.RootElement.GetProperty("overall").GetProperty("mrr").GetDouble()).Within(1e-6));
        Assert.That(figures.GetProperty("kinds").EnumerateObject().Select(kind => (kind.Name, Math.Round(kind.Value.GetProperty("recall@10").GetDouble(), 6))),
            Is.EqualTo(report.Kinds.Select(kind => (kind.Key, Math.Round(kind.Value.RecallAt10, 6)))));
    }

    [Test]
    public void The_table_has_a_row_for_each_kind_and_one_for_all()
    {
        using TemporaryFolder folder = new();
        RetrievalQueryFile.Write(folder["q.jsonl"], [new("a", "red dress", null, ["sample-00001"], "attributes"), new("b", "blue jeans", null, ["sample-00002"], "title")]);
        string table = Evaluate(folder["q.jsonl"], "--by", "text").Succeeded().Output;
        Assert.That(table, Does.Contain("recall@1").And.Contain("precision@10").And.Contain("median rank").And.Contain("\nattributes ").And.Contain("\ntitle ").And.Contain("\nall "));
    }

    [Test]
    public void What_cannot_be_evaluated_is_refused_in_a_sentence()
    {
        using TemporaryFolder folder = new();
        Assert.That(Evaluate(folder["none.jsonl"]).ErrorLine, Does.StartWith($"There is no file of queries \"{folder["none.jsonl"]}\""));
        File.WriteAllText(folder["bad.jsonl"], "{\"id\":\"a\",\"text\":\"red\",\"relevant\":[]}\nnonsense\n");
        Assert.That(Evaluate(folder["bad.jsonl"]).ErrorLine, Does.StartWith("Line 2 of"));
        File.WriteAllText(folder["unjudged.jsonl"], "{\"id\":\"a\",\"text\":\"red\"}\n");
        Assert.That(Evaluate(folder["unjudged.jsonl"]).ErrorLine, Does.Contain("names relevant items"));
        File.WriteAllText(folder["picture.jsonl"], "{\"id\":\"a\",\"image\":\"none.jpg\",\"relevant\":[\"x\"]}\n");
        Assert.That(Evaluate(folder["picture.jsonl"]).ErrorLine, Does.StartWith("The query \"a\" cannot be asked. There is no picture"));
        File.WriteAllText(folder["empty.jsonl"], "");
        Assert.That((Evaluate(folder["empty.jsonl"]).Code, Evaluate(folder["empty.jsonl"]).ErrorLine), Is.EqualTo((ExitCode.Failed, "There are no queries to evaluate.")));
    }

    [Test]
    public void Queries_of_products_are_those_of_their_side_of_the_split()
    {
        string data = Path.GetDirectoryName(FashionData.Require("myntra-other.tar.gz"))!;
        using TemporaryFolder folder = new();
        ToolRun.Of(
            "queries", Path.Combine(data, "myntra-other.tar.gz"), "--csv", Path.Combine(data, "myntra-styles.csv.gz"), "--split", "held-out", "--held-out-share", "0.2",
            "--per-kind", "20", "--minimum-relevant", "2", "--out", folder["queries"]).Succeeded();
        RetrievalQuery[] queries = [.. RetrievalQueryFile.Read(folder["queries/queries.jsonl"])];
        var split = new Catalogues.CatalogueSplit(0.2);
        Assert.That(queries, Has.Length.GreaterThan(20));
        Assert.That(queries.SelectMany(query => query.Relevant), Is.All.Matches<string>(id => split.IsHeldOut(id!)));
    }

    static ToolRun Evaluate(string queries, params string[] args) => ToolRun.Of(["evaluate", "--index", SmallCatalogue.Index, "--queries", queries, "--models", TinyModels.Folder, .. args]);
}
