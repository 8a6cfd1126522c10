using System.Diagnostics;
using System.Text.Json;
using MlNetFashion.Images;
using MlNetFashion.Tests.Models;
using MlNetFashion.Tool;

namespace MlNetFashion.Tests;

/// <summary>What only a process of its own can show.</summary>
public sealed class ProcessTests
{
    [Test]
    public void Two_first_searches_at_once_make_the_sample_index_once_and_a_damaged_one_is_made_again()
    {
        using TemporaryFolder folder = new();
        string[] search = ["search", "a red striped dress", "--json", "--models", TinyModels.Folder];
        ToolRun first, second;
        using (ToolProcess one = new(folder.Path, search), two = new(folder.Path, search))
            (first, second) = (one.Wait().Succeeded(), two.Wait().Succeeded());
        Assert.That(first.Output, Is.EqualTo(second.Output));
        Assert.That(first.Json.Single().GetProperty("neighbours").EnumerateArray().Count(), Is.EqualTo(10));

        string index = folder["mlnetfashion/sample-index"];
        string embeddings = Directory.GetFiles(index, "*.embeddings").Single();
        byte[] bytes = File.ReadAllBytes(embeddings);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(embeddings, bytes);
        ToolRun shown = ToolProcess.Run(folder.Path, "search", "a red striped dress", "--models", TinyModels.Folder).Succeeded();
        JsonElement best = first.Json.Single().GetProperty("neighbours")[0];
        Assert.That(shown.Output, Does.Contain(best.GetProperty("id").GetString()));
        Assert.That(shown.Output, Does.Contain($"Contact sheet: {folder["mlnetfashion/last-search.png"]}"));
        Assert.That(RgbImage.Load(folder["mlnetfashion/last-search.png"]).Width, Is.GreaterThan(500));
        Assert.That(Directory.GetFiles(index, "*.embeddings"), Has.Length.EqualTo(1).And.Not.Contain(embeddings));
    }

    [Test]
    public void The_first_command_of_the_readme_finds_what_was_asked_for()
    {
        if (!File.Exists(Path.Combine(AppContext.BaseDirectory, "onnx", "models.json")))
            Assert.Ignore("There are no shipped models in onnx/.");
        using TemporaryFolder folder = new();
        ToolRun shown = ToolProcess.Run(folder.Path, "search", "a red striped dress").Succeeded();
        Assert.That(shown.Output, Does.Contain("Words     a red striped dress").And.Contain($"Contact sheet: {folder["mlnetfashion/last-search.png"]}"));
        JsonElement[] found = [.. ToolProcess.Run(folder.Path, "search", "a red dress", "--json").Succeeded().Json.Single()
            .GetProperty("neighbours").EnumerateArray()];
        string[] titles = [.. found.Select(item => item.GetProperty("title").GetString()!)];
        Assert.That(titles.Count(title => title.StartsWith("Red", StringComparison.Ordinal) && title.Contains("dress", StringComparison.Ordinal)),
            Is.GreaterThanOrEqualTo(7), string.Join('\n', titles));
    }

    [Test]
    public void Interrupted_indexing_ends_with_130_and_the_old_index_answers()
    {
        if (OperatingSystem.IsWindows())
            Assert.Ignore("Ctrl+C cannot be sent to one process on Windows.");
        using TemporaryFolder folder = new();
        ToolRun.Of("index", "--kind", "sample", "--count", "10", "--out", folder["index"], "--models", TinyModels.Folder).Succeeded();
        string[] before = Directory.GetFiles(folder["index"]);
        using (ToolProcess process = new(folder.Path, "index", "--kind", "sample", "--count", "1000000", "--out", folder["index"],
            "--models", TinyModels.Folder))
        {
            // It writes as soon as it has begun.
            while (Directory.GetFiles(folder["index"], "*.embeddings").Length < 2)
                Thread.Sleep(50);
            process.Interrupt();
            ToolRun run = process.Wait();
            Assert.That((run.Code, run.Output, run.ErrorLine), Is.EqualTo((ExitCode.Cancelled, "", "Stopped.")));
        }

        Assert.That(Directory.GetFiles(folder["index"]), Is.EquivalentTo(before));
        Assert.That(ToolProcess.Run(folder.Path, "search", "dress", "--json", "--index", folder["index"], "--models", TinyModels.Folder).Succeeded().Json,
            Has.Length.EqualTo(1));
    }

    // Nobody ever writes into the pipe, so nothing but a signal ends these.
    [TestCase("TERM", "index", "--kind", "products", "PHOTOS", "--csv", "PIPE", "--out", "OUT", "--models", "MODELS")]
    [TestCase("INT", "index", "--kind", "products", "PHOTOS", "--csv", "PIPE", "--out", "OUT", "--models", "MODELS")]
    [TestCase("TERM", "vocabulary", "PIPE", "--out", "OUT")]
    [TestCase("INT", "evaluate", "--index", "INDEX", "--queries", "PIPE", "--models", "MODELS")]
    public void A_signal_ends_a_command_that_waits_for_a_pipe(string signal, params string[] args)
    {
        if (OperatingSystem.IsWindows())
            Assert.Ignore("Windows has neither these signals nor these pipes.");
        using TemporaryFolder folder = new();
        Process.Start("mkfifo", [folder["pipe"]]).WaitForExit();
        var places =
            new Dictionary<string, string>
            {
                ["PIPE"] = folder["pipe"],
                ["OUT"] = folder["out"],
                ["PHOTOS"] = SmallCatalogue.Photos,
                ["INDEX"] = SmallCatalogue.Index,
                ["MODELS"] = TinyModels.Folder
            };
        using ToolProcess process = new(folder.Path, [.. args.Select(arg => places.GetValueOrDefault(arg, arg))]);
        process.WaitUntilItOpens(folder["pipe"]);
        process.Signal(signal);
        ToolRun run = process.Wait();
        Assert.That((run.Code, run.Output, run.ErrorLine), Is.EqualTo((ExitCode.Cancelled, "", "Stopped.")));
        Assert.That(Directory.Exists(folder["out"]) ? Directory.GetFiles(folder["out"], "*.jsonl") : [], Is.Empty);
    }

    [Test]
    public void A_signal_ends_training_without_a_crash()
    {
        if (OperatingSystem.IsWindows())
            Assert.Ignore("Windows has no such signals.");
        using TemporaryFolder folder = new();
        using ToolProcess process = new(folder.Path, "train", "embedding", "--preset", "tiny", "--steps", "1000000", "--data", folder.Path, "--out",
            folder["run"]);
        while (!File.Exists(folder["run/options.json"]) && !process.HasEnded)
            Thread.Sleep(20);
        process.Interrupt();
        ToolRun run = process.Wait();
        // Before it, if there is something to keep, where that is.
        Assert.That((run.Code, run.Error.TrimEnd().Split('\n')[^1]), Is.EqualTo((ExitCode.Cancelled, "Stopped.")), run.Error);
    }

    [Test]
    public void A_cache_that_cannot_be_written_is_replaced_by_a_temporary_one_whose_name_nobody_can_foresee()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["file"], "");
        string SheetOf() => ToolProcess.Run(folder["file"], "search", "dress", "--index", SmallCatalogue.Index, "--models", TinyModels.Folder).Succeeded()
            .Output.Split('\n').Single(line => line.StartsWith("Contact sheet: ", StringComparison.Ordinal));
        string sheet = SheetOf();
        Assert.That(sheet, Does.Match($"^Contact sheet: {Path.Combine(Path.GetTempPath(), "mlnetfashion-cache-")}[A-Za-z0-9]+/last-search.png$"));
        Assert.That(SheetOf(), Is.EqualTo(sheet), "the folder is found again");
    }

    [Test]
    [Platform("Linux")]
    public void A_table_may_come_out_of_a_pipe()
    {
        using TemporaryFolder folder = new();
        // As <(zcat rows.csv.gz) of a shell: a name, but no file that can be read twice.
        string command = $"exec \"$0\" index '{SmallCatalogue.Photos}' --csv <(cat '{SmallCatalogue.Csv}') --out '{folder["index"]}' --models "
            + $"'{TinyModels.Folder}' --json";
        using ToolProcess process = new(["bash", "-c", command], folder.Path);
        ToolRun run = process.Wait().Succeeded();
        Assert.That(run.Json[^1].GetProperty("indexed").GetInt32(), Is.EqualTo(SmallCatalogue.Count), run.Output);
    }

    [Test]
    public void Searching_reports_to_nobody()
    {
        using TemporaryFolder folder = new();
        ToolProcess.Run(folder.Path, "search", "dress", "--json", "--index", SmallCatalogue.Index, "--models", TinyModels.Folder).Succeeded();
        // ONNX Runtime would keep the number of the device, and what it has to report, in the cache folder.
        Assert.That(Directory.GetFileSystemEntries(folder.Path), Is.Empty);
    }

    [Test]
    public void Errors_of_a_process_are_a_line_on_standard_error_and_a_code()
    {
        using TemporaryFolder folder = new();
        ToolRun run = ToolProcess.Run(folder.Path, "search", "", "--index", folder["none"], "--models", TinyModels.Folder);
        Assert.That((run.Code, run.Output, run.ErrorLine),
            Is.EqualTo((ExitCode.Failed, "", "The query has neither text nor picture. Say what you look for, show a picture, or do both.")));
        Assert.That(ToolProcess.Run(folder.Path, "serch").Code, Is.EqualTo(ExitCode.NotUnderstood));
    }
}
