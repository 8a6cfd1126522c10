using System.Text.Json;
using MlNetFashion.Storage;

namespace MlNetFashion.Tests.Commands;

public sealed class JobTests
{
    [Test]
    public void A_job_is_run_and_told_and_its_index_searched()
    {
        using TemporaryFolder folder = new();
        string job = Write(folder);
        JsonElement report = ToolRun.Of("job", "run", job, "--json").Succeeded().Json.Single();
        Assert.That((report.GetProperty("state").GetString(), report.GetProperty("embedded").GetInt32()), Is.EqualTo(("published", SmallCatalogue.Count)));
        Assert.That(ToolRun.Of("job", "run", job).Succeeded().Output, Does.Contain("nothing is new or changed"));
        Assert.That(ToolRun.Of("job", "status", job, "--runs", "2", "--json").Succeeded().Json.Select(run => run.GetProperty("state").GetString()),
            Is.EqualTo(["unchanged", "published"]));
        ToolRun.Of("search", "dress", "--index", folder["index"], "--models", Documents.Repository.Models).Succeeded();
        JsonElement written = JsonDocument.Parse(File.ReadAllText(Directory.GetFiles(Path.Combine(folder["index.job"],
            "reports")).Order().First())).RootElement;
        Assert.That(written.GetRawText(), Is.EqualTo(report.GetRawText()), "what is printed is what is kept and told");
    }

    [Test]
    public void A_job_that_another_process_runs_is_busy()
    {
        using TemporaryFolder folder = new();
        string job = Write(folder);
        Directory.CreateDirectory(folder["index.job"]);
        using FolderLock other = new(folder["index.job"], "job.lock", "running the job");
        ToolRun run = ToolRun.Of("job", "run", job);
        Assert.That((run.Code, run.ErrorLine), Is.EqualTo((75, $"Another process is running the job \"catalogue\" "
            + $"({Path.Combine(folder["index.job"], "job.lock")} is locked). Wait for it to end.")));
    }

    [TestCase("{ \"sorce\": [\"photos\"], \"out\": \"index\" }", "there is no member \"sorce\"")]
    [TestCase("{ \"source\": [\"photos\"] }", "\"out\"")]
    [TestCase("{ \"out\": \"index\" }", "names no source")]
    [TestCase("{ \"source\": [\"a\"], \"out\": \"i\", \"schedule\": \"every night\" }", "cron")]
    [TestCase("{ \"source\": [\"a\"], \"out\": \"i\", \"timeZone\": \"Mars\" }", "no time zone \"Mars\"")]
    [TestCase("{ \"source\": [\"a\"], \"out\": \"i\", \"columns\": { \"hue\": \"x\" } }", "\"hue\" is no role")]
    [TestCase("{ \"source\": \"a\" }", "cannot be read")]
    [TestCase("no JSON", "cannot be read")]
    public void A_job_file_that_cannot_be_used_says_why(string text, string reason)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["catalogue.json"], text);
        ToolRun run = ToolRun.Of("job", "run", folder["catalogue.json"]);
        Assert.That(run.Code, Is.EqualTo(1));
        Assert.That(run.ErrorLine, Does.Contain("catalogue.json").And.Contain(reason));
    }

    [Test]
    public void A_database_that_does_not_answer_is_told_of_in_a_sentence()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["catalogue.json"], JsonSerializer.Serialize(new
        {
            source = new[] { SmallCatalogue.Photos },
            @out = "index",
            models = Documents.Repository.Models,
            database = "Host=127.0.0.1;Port=1;Username=nobody;Timeout=5",
        }));
        ToolRun run = ToolRun.Of("job", "run", folder["catalogue.json"]);
        Assert.That(run.Code, Is.EqualTo(1));
        Assert.That(run.ErrorLine, Does.StartWith("The database of the job \"catalogue\" cannot be used (").And.Contain("See that the database runs"));
    }

    [Test]
    public void A_source_that_is_not_there_is_not_looked_for_again_and_again()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["catalogue.json"],
            JsonSerializer.Serialize(new { source = new[] { "nowhere" }, @out = "index", models = Documents.Repository.Models }));
        ToolRun run = ToolRun.Of("job", "run", folder["catalogue.json"]);
        Assert.That(run.Code, Is.EqualTo(1));
        Assert.That(run.Error, Does.Contain("failed.").And.Contain("nowhere").And.Not.Contain("attempt 2"));
    }

    [Test]
    public void A_job_that_never_ran_has_no_status_and_none_is_made_for_asking()
    {
        using TemporaryFolder folder = new();
        ToolRun run = ToolRun.Of("job", "status", Write(folder));
        Assert.That((run.Code, Directory.Exists(folder["index.job"])), Is.EqualTo((1, false)));
        Assert.That(run.ErrorLine, Does.Contain("never run"));
    }

    static string Write(TemporaryFolder folder)
    {
        File.WriteAllText(folder["catalogue.json"], JsonSerializer.Serialize(new
        {
            source = new[] { SmallCatalogue.Photos },
            csv = SmallCatalogue.Csv,
            @out = "index",
            models = Documents.Repository.Models,
        }));
        return folder["catalogue.json"];
    }
}
