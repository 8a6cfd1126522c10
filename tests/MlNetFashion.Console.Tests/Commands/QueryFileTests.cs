using System.Text.Json;
using MlNetFashion.Evaluation;
using MlNetFashion.Tests.Models;
using MlNetFashion.Tool;
using MlNetFashion.Tool.Commands;

namespace MlNetFashion.Tests.Commands;

public sealed class QueryFileTests
{
    [Test]
    public void Every_query_is_answered_by_a_line_in_the_files_order()
    {
        using TemporaryFolder folder = new();
        File.Copy(Path.Combine(SmallCatalogue.Photos, "sample-00003.png"), folder["three.png"]);
        string[] lines = [.. Enumerable.Range(0, 150).Select(i => $$"""{"id":"q{{i}}","text":"red dress {{i}}"}"""),
            """{"id":"picture","text":null,"image":"three.png","relevant":["x"],"more":1}""", ""];
        File.WriteAllText(folder["queries.jsonl"], string.Join("\r\n", lines));
        JsonElement[] answers = Ask(folder["queries.jsonl"], "--top", "4").Succeeded().Json;
        Assert.That(answers.Select(answer => answer.GetProperty("id").GetString()),
            Is.EqualTo(Enumerable.Range(0, 150).Select(i => $"q{i}").Append("picture")));
        Assert.That(answers.Select(answer => answer.GetProperty("neighbours").GetArrayLength()), Is.All.EqualTo(4));
        JsonElement alone = ToolRun.Of("search", "red dress 17", "--json", "--top", "4", "--index", SmallCatalogue.Index, "--models", TinyModels.Folder)
            .Json.Single();
        Assert.That(answers[17].GetProperty("neighbours").EnumerateArray().Select(item => item.GetProperty("score").GetSingle()),
            Is.EqualTo(alone.GetProperty("neighbours").EnumerateArray().Select(item => item.GetProperty("score").GetSingle())).Within(1e-5));
    }

    [Test]
    public void A_bad_line_is_named_by_its_number_and_the_others_are_answered()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["not.jpg"], "text");
        File.WriteAllLines(folder["queries.jsonl"],
        [
            """{"id":"good","text":"red dress"}""",
            "no json",
            "",
            "[1]",
            """{"text":"no id"}""",
            """{"id":"empty","text":" "}""",
            """{"id":"good","text":"again"}""",
            """{"id":"number","text":5}""",
            """{"id":"missing","image":"none.png"}""",
            """{"id":"not a picture","image":"not.jpg"}""",
            """{"id":"no words","text":"\u200b"}""",
            """{"id":"last","text":"blue jeans"}""",
        ]);
        ToolRun run = Ask(folder["queries.jsonl"]);
        Assert.That(run.Code, Is.EqualTo(ExitCode.Failed));
        Assert.That(run.Json.Select(answer => answer.GetProperty("id").GetString()), Is.EqualTo(["good", "last"]));
        string[] errors = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string path = folder["queries.jsonl"];
        Assert.That(errors[..^1], Is.EqualTo(new[]
        {
            $"Line 2 of \"{path}\" cannot be answered. It is not JSON:*",
            $"Line 4 of \"{path}\" cannot be answered. It should be an object, but is Array.",
            $"Line 5 of \"{path}\" cannot be answered. \"id\" is missing; every line needs one.",
            $"Line 6 of \"{path}\" cannot be answered. It has neither \"text\" nor \"image\"; a query needs one of them.",
            $"Line 7 of \"{path}\" cannot be answered. Its id \"good\" is that of line 1 already; answers could not be told apart.",
            $"Line 8 of \"{path}\" cannot be answered. \"text\" should be text, but is Number.",
            $"Line 9 of \"{path}\" cannot be answered. There is no picture \"{folder["none.png"]}\"*",
            $"Line 10 of \"{path}\" cannot be answered. \"{folder["not.jpg"]}\" cannot be asked with.*",
            $"Line 11 of \"{path}\" cannot be answered. The query has neither text nor picture.*",
        }).Using<string>((actual, pattern) => pattern.EndsWith('*') ? actual.StartsWith(pattern[..^1], StringComparison.Ordinal) : actual == pattern));
        Assert.That(errors[^1], Is.EqualTo("9 of 11 queries could not be answered."));
    }

    [Test]
    public void Lines_are_read_as_the_library_reads_them()
    {
        using TemporaryFolder folder = new();
        RetrievalQuery[] queries = [new("a", "red \"dress\" 😀", null, []), new("b", null, folder["p.png"], ["x"], "image", "y"),
            new("c", "लाल", folder["q/r.png"], [])];
        RetrievalQueryFile.Write(folder["queries.jsonl"], queries);
        Assert.That(QueryLine.Read(folder["queries.jsonl"]).Select(line => (line.Id, line.Text, line.Image, line.Reason)),
            Is.EqualTo(queries.Select(query => (query.Id, query.Text, query.Image, (string?)null))));
    }

    [Test]
    public void A_line_with_terms_and_more_pictures_is_asked_as_on_the_command_line()
    {
        using TemporaryFolder folder = new();
        foreach (string name in (string[])["sample-00003.png", "sample-00004.png"])
            File.Copy(Path.Combine(SmallCatalogue.Photos, name), folder[name]);
        File.WriteAllText(folder["queries.jsonl"],
            """{"id":"q1","text":"a red dress","image":"sample-00003.png","images":["sample-00004.png"],"terms":{"floral":2,"black":-1}}""");
        JsonElement alone = ToolRun.Of(
            "search", "a red dress", "--image", folder["sample-00003.png"], "--image", folder["sample-00004.png"], "--more", "floral=2",
            "--less", "black", "--json",
            "--index", SmallCatalogue.Index, "--models", TinyModels.Folder).Succeeded().Json.Single();
        Assert.That(Ask(folder["queries.jsonl"], "--why").Succeeded().Json.Single().GetRawText(), Is.EqualTo(alone.GetRawText()));
        Assert.That(Ask(folder["queries.jsonl"]).Succeeded().Json.Single().GetRawText(), Does.Not.Contain("why"));
    }

    [Test]
    public void A_file_without_queries_and_a_missing_file_are_refused()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["empty.jsonl"], "\n\n");
        Assert.That(Ask(folder["empty.jsonl"]).ErrorLine, Does.Contain("holds no query"));
        Assert.That(Ask(folder["none.jsonl"]).ErrorLine, Does.StartWith($"There is no file of queries \"{folder["none.jsonl"]}\""));
        Assert.That(Ask(folder["empty.jsonl"], "dress").ErrorLine, Does.StartWith("--queries brings its own texts and pictures"));
    }

    static ToolRun Ask(string file, params string[] args) =>
        ToolRun.Of(["search", "--queries", file, .. args, "--index", SmallCatalogue.Index, "--models", TinyModels.Folder]);
}
