using MlNetFashion.Tests.Models;
using MlNetFashion.Text;

namespace MlNetFashion.Tests.Showing;

/// <summary>Texts of files that would steer the terminal, or be markup, are shown as what they are.</summary>
public sealed class HostileTextTests
{
    const string Query = """{"id":"q\u001b[31m1","text":"shoe \u001b[32m<script>alert(1)</script>","kind":"kind\u001b[35m<b>|x\u202e","""
        + """ "slices":{"sl\u001b[36mice":"va\u009b33mlue"},"relevant":["sample-00001","</bdi><script>alert(3)</script>"]}""";

    [TestCase]
    [TestCase("--markdown")]
    [TestCase("--json")]
    public void An_evaluation_shows_kinds_and_slices_without_what_steers(params string[] how)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["queries.jsonl"], Query);
        ToolRun run = ToolRun.Of(["evaluate", "--index", SmallCatalogue.Index,
            "--queries", folder["queries.jsonl"], "--models", TinyModels.Folder, "--worst", folder["worst.html"], "--save", folder["run.jsonl"], .. how])
            .Succeeded();
        foreach (string shown in (string[])[run.Output, run.Error,
            File.ReadAllText(folder["worst.html"]), File.ReadAllText(folder["run.jsonl"]),
            ToolRun.Of("compare", folder["run.jsonl"], folder["run.jsonl"]).Succeeded().Output])
            Assert.That(shown.Where(letter => SafeText.Steers(letter) && letter is not ('\n' or '\r')), Is.Empty, shown);
        Assert.That(run.Output, Does.Contain("kind"));
        Assert.That(File.ReadAllText(folder["worst.html"]), Does.Not.Contain("<script").And.Not.Contain("<b>"));
        if (how is ["--json"])
            Assert.That(run.Json.Single().GetProperty("kinds").EnumerateObject().First().Name, Is.EqualTo("kind\u001b[35m<b>|x\u202e"),
                "a program reads what the file says");
    }

    [Test]
    public void Names_of_files_do_not_steer()
    {
        using TemporaryFolder folder = new();
        ToolRun run = ToolRun.Of("index", folder["a\u001b[31m\u202e.zip"], "--out", folder["index"], "--models", TinyModels.Folder);
        Assert.That(run.ErrorLine.Where(letter => SafeText.Steers(letter)), Is.Empty);
    }
}
