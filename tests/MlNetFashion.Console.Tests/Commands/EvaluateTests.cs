using System.Text.Json;
using MlNetFashion.Catalogues;
using MlNetFashion.Evaluation;
using MlNetFashion.Images;
using MlNetFashion.Models;
using MlNetFashion.Querying;
using MlNetFashion.Retrieval;
using MlNetFashion.Tests.Models;
using MlNetFashion.Tool;

namespace MlNetFashion.Tests.Commands;

public sealed class EvaluateTests
{
    [Test]
    public void Queries_of_the_sample_catalogue_are_made_and_evaluated_as_the_library_does()
    {
        using TemporaryFolder folder = new();
        JsonElement made = ToolRun.Of("queries", "--kind",
            "sample", "--count", $"{SmallCatalogue.Count}", "--per-kind", "6", "--minimum-relevant", "1", "--out", folder["queries"], "--json")
            .Succeeded().Json.Single();
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
            pipeline.Ask(new FashionQuery(query.Text, query.Image is null ? null : RgbImage.Load(query.Image)), index, new SearchOptions { Top = top })
                .Neighbours);
        using JsonDocument expected = JsonDocument.Parse(report.ToJson());
        Assert.That(figures.GetProperty("overall").GetProperty("mrr").GetDouble(),
            Is.EqualTo(expected.RootElement.GetProperty("overall").GetProperty("mrr").GetDouble()).Within(1e-6));
        Assert.That(figures.GetProperty("kinds").EnumerateObject().Select(kind => (kind.Name, Math.Round(kind.Value.GetProperty("recall@10").GetDouble(), 6))),
            Is.EqualTo(report.Kinds.Select(kind => (kind.Key, Math.Round(kind.Value["recall@10"], 6)))));
    }

    [Test]
    public void Weights_are_tried_and_what_is_found_is_what_an_evaluation_finds()
    {
        using TemporaryFolder folder = new();
        ToolRun.Of("queries", "--kind", "sample", "--count", $"{SmallCatalogue.Count}", "--per-kind", "5", "--minimum-relevant", "1", "--out",
            folder["queries"]).Succeeded();
        string file = folder["queries/queries.jsonl"];
        JsonElement[] tried = ToolRun.Of("tune", "--index", SmallCatalogue.Index, "--queries", file, "--models", TinyModels.Folder, "--top", "2", "--json")
            .Succeeded().Json;
        Assert.That(tried.Select(each => each.GetProperty("picture").GetBoolean()), Is.EqualTo(new[] { false, false, false, true, true, true }),
            "the shipped weights, then the two best, of each sort");
        foreach (JsonElement[] sort in tried.Chunk(3))
            Assert.That(sort[1].GetProperty("mean").GetDouble(),
                Is.AtLeast(Math.Max(sort[0].GetProperty("mean").GetDouble(), sort[2].GetProperty("mean").GetDouble())));

        JsonElement kinds = Evaluate(file, "--json").Succeeded().Json.Single().GetProperty("kinds");
        Assert.That(tried[0].GetProperty("attributes").GetDouble(),
            Is.EqualTo(kinds.GetProperty("attributes").GetProperty("precision@10").GetDouble()).Within(1e-6));
        Assert.That(tried[3].GetProperty("composed").GetDouble(),
            Is.EqualTo(kinds.GetProperty("composed").GetProperty("precision@10").GetDouble()).Within(1e-6));
        Assert.That(ToolRun.Of("tune", "--index", SmallCatalogue.Index, "--queries", file, "--queries", file).ErrorLine, Does.Contain("1 and 2 were given"));
    }

    [Test]
    public void The_table_has_a_row_for_each_kind_and_one_for_all()
    {
        using TemporaryFolder folder = new();
        RetrievalQueryFile.Write(folder["q.jsonl"],
            [new("a", "red dress", null, ["sample-00001"], "attributes"), new("b", "blue jeans", null, ["sample-00002"], "title")]);
        string table = Evaluate(folder["q.jsonl"], "--by", "text").Succeeded().Output;
        string[] markdown = Evaluate(folder["q.jsonl"], "--by", "text", "--markdown").Succeeded().Output.TrimEnd().Split('\n');
        Assert.That(markdown.Select(row => row.Count(letter => letter == '|')).Distinct().ToArray(), Has.Length.EqualTo(1), "every row has as many cells");
        Assert.That(markdown[2], Does.StartWith("| attributes | 1 | ").And.Match(@"\d\.\d{3} \(\d\.\d{3} to \d\.\d{3}\)"));
        Assert.That(table, Does.StartWith("Protocol  own-queries").And.Contain("recall@1")
            .And.Contain("precision@10").And.Contain("medianRank").And.Contain("Latency   median").And.Contain("\nattributes ").And.Contain("\ntitle ")
            .And.Contain("\nall "));
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
        Assert.That((Evaluate(folder["empty.jsonl"]).Code, Evaluate(folder["empty.jsonl"]).ErrorLine),
            Is.EqualTo((ExitCode.Failed, "There are no queries to evaluate.")));
    }

    [Test]
    public void Queries_of_products_are_those_of_their_side_of_the_split()
    {
        string data = Path.GetDirectoryName(FashionData.Require("myntra-other.tar.gz"))!;
        using TemporaryFolder folder = new();
        ToolRun.Of(
            "queries", Path.Combine(data, "myntra-other.tar.gz"), "--csv", Path.Combine(data, "myntra-styles.csv.gz"), "--split", "held-out",
            "--held-out-share", "0.2",
            "--per-kind", "20", "--minimum-relevant", "2", "--out", folder["queries"]).Succeeded();
        RetrievalQuery[] queries = [.. RetrievalQueryFile.Read(folder["queries/queries.jsonl"])];
        var split = new Catalogues.IdHashSplit(0.2);
        Assert.That(queries, Has.Length.GreaterThan(20));
        Assert.That(queries.SelectMany(query => query.Relevant), Is.All.Matches<string>(id => split.IsHeldOut(id!)));
    }

    [Test]
    public void The_places_that_are_measured_at_can_be_chosen()
    {
        using TemporaryFolder folder = new();
        RetrievalQueryFile.Write(folder["q.jsonl"], [new("a", "red dress", null, ["sample-00001"])]);
        JsonElement overall = Evaluate(folder["q.jsonl"], "--json", "--k", "20, 3").Succeeded().Json.Single().GetProperty("overall");
        Assert.That(overall.EnumerateObject().Select(figure => figure.Name).Where(name => name.Contains('@') && !name.EndsWith("Interval")),
            Is.EqualTo(new[] { "recall@3", "recall@20", "precision@3", "precision@20", "hit@3", "hit@20" }));
        ToolRun bad = Evaluate(folder["q.jsonl"], "--k", "0,5");
        Assert.That((bad.Code, bad.ErrorLine),
            Is.EqualTo((ExitCode.NotUnderstood,
                "--k is whole numbers from 1 to 1000, separated by commas, but \"0,5\" was given. See fashion evaluate --help.")));
    }

    [Test]
    public void Two_kept_runs_are_compared_and_runs_of_other_queries_are_refused()
    {
        using TemporaryFolder folder = new();
        RetrievalQueryFile.Write(folder["q.jsonl"],
            [new("a", "red dress", null, ["sample-00001"], "attributes"), new("b", "blue jeans", null, ["sample-00002"], "title")]);
        RetrievalQueryFile.Write(folder["other.jsonl"], [new("a", "red dress", null, ["sample-00003"])]);
        Evaluate(folder["q.jsonl"], "--by", "text", "--save", folder["text.jsonl"]).Succeeded();
        Evaluate(folder["q.jsonl"], "--by", "composed", "--save", folder["composed.jsonl"], "--json").Succeeded();
        Evaluate(folder["other.jsonl"], "--save", folder["strange.jsonl"]).Succeeded();
        string table = ToolRun.Of("compare", folder["text.jsonl"], folder["composed.jsonl"]).Succeeded().Output;
        Assert.That(table, Does.Contain("Before    text, 0.4 for attributes as asked, 0.04 for each that a picture shows;")
            .And.Contain("After     composed, 0.4").And.Contain("\nattributes ").And.Contain("\nall ").And.Contain("recall@10"));
        JsonElement self = ToolRun.Of("compare", folder["text.jsonl"], folder["text.jsonl"], "--json", "--permutations", "50").Succeeded().Json.Single();
        Assert.That(self.GetProperty("differences").GetProperty("all").GetProperty("mrr").GetProperty("p").GetDouble(), Is.EqualTo(1));
        Assert.That(ToolRun.Of("compare", folder["text.jsonl"], folder["strange.jsonl"]).ErrorLine,
            Does.StartWith("The runs cannot be compared: they asked different queries"));
        Assert.That(ToolRun.Of("compare", folder["text.jsonl"], folder["none.jsonl"]).ErrorLine, Does.StartWith("There is no run"));
    }

    [Test]
    public void A_page_of_the_worst_queries_is_written()
    {
        using TemporaryFolder folder = new();
        File.Copy(Path.Combine(SmallCatalogue.Photos, "sample-00003.png"), folder["three.png"]);
        RetrievalQueryFile.Write(folder["q.jsonl"],
            [new("a", "red <dress>", folder["three.png"], ["sample-00001"], null, "sample-00003"), new("b", "blue jeans", null, ["sample-00002"])]);
        string output = Evaluate(folder["q.jsonl"], "--worst", folder["pages/worst.html"], "--worst-count", "1").Succeeded().Output;
        string html = File.ReadAllText(folder["pages/worst.html"]);
        Assert.That(output, Does.Contain("worst.html"));
        Assert.That(html, Does.Contain("The worst 1 of 2 queries").And.Contain("data:image/jpeg;base64,"));
        Assert.That(Directory.GetFiles(folder["pages"]), Has.Length.EqualTo(1));
    }

    [Test]
    public void Items_that_the_models_learned_from_are_refused_or_marked()
    {
        using TemporaryFolder folder = new();
        foreach (string file in Directory.GetFiles(TinyModels.Folder))
            File.Copy(file, folder[Path.GetFileName(file)]);
        ModelManifest manifest = ModelManifest.Read(folder.Path);
        (manifest with { Models = [.. manifest.Models.Select(model => model with { Data = "products (training side)" })] }).Write(folder.Path);
        // Photos named by numbers: the sample catalogue's own ids say that it is never learned from.
        for (int i = 0; i < 10; i++)
            File.Copy(Path.Combine(SmallCatalogue.Photos, $"sample-{i:D5}.png"), folder[$"photos-{i}.png"]);
        Directory.CreateDirectory(folder["photos"]);
        foreach (string photo in Directory.GetFiles(folder.Path, "photos-*.png"))
            File.Move(photo, Path.Combine(folder["photos"], Path.GetFileName(photo).Replace("photos-", "10")));
        File.WriteAllLines(folder["rows.csv"],
            Enumerable.Range(0, 10).Select(i => $"10{i},title {i},Dresses,Red").Prepend("id,productDisplayName,articleType,baseColour"));
        string[] index = ["index", folder["photos"], "--csv", folder["rows.csv"], "--models", folder.Path, "--out"];
        ToolRun.Of([.. index, folder["all"]]).Succeeded();
        ToolRun.Of([.. index, folder["held-out"], "--split", "held-out", "--held-out-share", "1"]).Succeeded();
        RetrievalQueryFile.Write(folder["q.jsonl"], [new("a", "red dress", null, ["103"])]);
        ToolRun On(string which, params string[] more) =>
            ToolRun.Of(["evaluate", "--index", folder[which], "--queries", folder["q.jsonl"], "--models", folder.Path, .. more]);

        ToolRun refused = On("all");
        Assert.That((refused.Code, refused.Output), Is.EqualTo((ExitCode.Failed, "")));
        Assert.That(refused.ErrorLine, Does.Contain("of the 10 items searched").And.Contain("--allow-training-items"));
        ToolRun marked = On("all", "--allow-training-items", "--save", folder["run.jsonl"]).Succeeded();
        Assert.That(marked.Output, Does.Contain("WARNING"));
        Assert.That(marked.Error, Does.Contain("do not say how new items are found"));
        Assert.That(RetrievalRun.Load(folder["run.jsonl"]).HasLearnedItems);
        Assert.That(On("held-out").Code, Is.EqualTo(ExitCode.Failed), "a share of 1 holds out what training did not");
        using EmbeddingIndex written = EmbeddingIndex.Open(folder["held-out"]);
        Assert.That(written.Description.Items, Is.EqualTo(new IndexedItems(DataSplit.HeldOut, 1)));
    }

    [Test]
    public void Fashion200k_is_asked_by_its_protocol_of_an_index_of_its_photos()
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder["f200k/labels"]);
        Directory.CreateDirectory(folder["f200k/women/dresses"]);
        for (int i = 0; i < 4; i++)
            File.Copy(Path.Combine(SmallCatalogue.Photos, $"sample-{i:D5}.png"), folder[$"f200k/women/dresses/{i}_0.png"]);
        File.WriteAllText(folder["f200k/labels/dress_test_detect_all.txt"],
            string.Concat(Enumerable.Range(0, 4).Select(i => $"women/dresses/{i}_0.png\t0.9\t{(i == 0 ? "black" : "white")} dress\n")));
        File.WriteAllText(folder["f200k/test_queries.txt"], "women/dresses/0_0.png women/dresses/1_0.png\n");
        ToolRun.Of("index", folder["f200k"], "--kind", "folders", "--models", TinyModels.Folder, "--out", folder["index"]).Succeeded();
        JsonElement made = ToolRun.Of("queries", folder["f200k"], "--kind", "fashion200k", "--photos", folder["f200k"], "--out", folder["q"], "--json")
            .Succeeded().Json.Single();
        Assert.That((made.GetProperty("protocol").GetString(), made.GetProperty("withPictures").GetInt32(), made.GetProperty("gallery").GetInt32()),
            Is.EqualTo(("fashion200k", 1, 4)));
        JsonElement report = ToolRun.Of("evaluate", "--index", folder["index"], "--queries", folder["q/queries.jsonl"], "--models", TinyModels.Folder, "--json")
            .Succeeded().Json.Single();
        Assert.That((report.GetProperty("protocol").GetProperty("name").GetString(), report.GetProperty("overall").GetProperty("hit@10").GetDouble()),
            Is.EqualTo(("fashion200k", 1.0)), "without the reference, all that is left is right");
        Assert.That(ToolRun.Of("queries", folder["f200k"], "--kind", "fashion200k", "--photos", folder["f200k/women"], "--out", folder["x"]).ErrorLine,
            Does.Contain("Name the folder or archive in which women lies"));
        Assert.That(ToolRun.Of("queries", folder["f200k"], "--kind", "fashion200k", "--protocol", "original", "--out", folder["x"]).ErrorLine,
            Does.Contain("Leave it out"));
    }

    [Test]
    public void Fashion_iq_is_asked_by_its_protocols_with_photos_or_without()
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder["text"]);
        File.WriteAllText(folder["text/cap.dress.val.json"],
            """[{"target":"sample-00002","candidate":"sample-00001","captions":["is red ","is longer"]},"""
            + """{"target":"sample-00003","candidate":"sample-00002","captions":["blue"," "]}]""");
        File.WriteAllText(folder["text/split.dress.val.json"], """["sample-00001","sample-00002","sample-00003","sample-00004","elsewhere"]""");
        JsonElement made = ToolRun.Of("queries", folder["text"], "--kind", "fashion-iq", "--protocol", "val-split", "--photos", SmallCatalogue.Photos, "--out",
            folder["shown"], "--json").Succeeded().Json.Single();
        Assert.That((made.GetProperty("count").GetInt32(), made.GetProperty("withPictures").GetInt32(), made.GetProperty("gallery").GetInt32()),
            Is.EqualTo((3, 3, 3)));
        RetrievalQuery[] queries = [.. RetrievalQueryFile.Read(folder["shown/dress/queries.jsonl"])];
        Assert.That(queries.Select(query => query.Text), Is.EqualTo(new[] { "is red", "is longer", "blue" }));
        Assert.That(queries.Select(query => query.Image), Is.All.Matches<string>(File.Exists));
        JsonElement report = Evaluate(folder["shown/dress/queries.jsonl"], "--json").Succeeded().Json.Single();
        Assert.That((report.GetProperty("protocol").GetProperty("name").GetString(), report.GetProperty("gallery").GetInt32()), Is.EqualTo(("val-split", 3)));
        Assert.That(report.GetProperty("overall").GetProperty("recall@10").GetDouble(), Is.EqualTo(1), "two answers at most are left");

        ToolRun.Of("queries", folder["text"], "--kind", "fashion-iq", "--protocol", "original", "--out", folder["words"]).Succeeded();
        Assert.That(Evaluate(folder["words/dress/queries.jsonl"]).Succeeded().Output,
            Does.Contain("Protocol  original:").And.Contain("1 items of the protocol's gallery are not in the index"));
        File.Delete(Directory.GetFiles(folder["words/dress"], "gallery.txt", SearchOption.AllDirectories).Single());
        Assert.That(Evaluate(folder["words/dress/queries.jsonl"]).ErrorLine, Does.Contain("gallery.txt"));
        Assert.That(ToolRun.Of("queries", folder["text"], "--kind", "fashion-iq", "--protocol", "mine", "--out", folder["x"]).ErrorLine,
            Does.Contain("original, original-without-reference, val-split, composeae"));
        Assert.That(ToolRun.Of("queries", "--kind", "sample", "--protocol", "original", "--out", folder["x"]).ErrorLine,
            Does.StartWith("--protocol is for --kind fashion-iq"));
    }

    static ToolRun Evaluate(string queries, params string[] args) =>
        ToolRun.Of(["evaluate", "--index", SmallCatalogue.Index, "--queries", queries, "--models", TinyModels.Folder, .. args]);
}
