using System.Text.Json;

namespace MlNetFashion.Tests.Commands;

public sealed class EmbedTests
{
    [Test]
    public void Parts_that_are_embedded_one_by_one_are_indexed_without_embedding()
    {
        using TemporaryFolder folder = new();
        for (int part = 1; part <= 3; part++)
        {
            ToolRun run = ToolRun.Of("embed", SmallCatalogue.Photos, "--csv", SmallCatalogue.Csv, "--shard", $"{part}/3", "--out", folder["shards"],
                "--models", Documents.Repository.Models, "--json").Succeeded();
            Assert.That(run.Json.Single().GetProperty("embedded").GetInt32(), Is.GreaterThan(0));
        }

        JsonElement index = ToolRun.Of("index", folder["shards"], "--out", folder["index"], "--models", Documents.Repository.Models,
            "--json").Succeeded().Json.Single();
        Assert.That((index.GetProperty("indexed").GetInt32(), index.GetProperty("embedded").GetInt32()), Is.EqualTo((SmallCatalogue.Count, 0)));
        ToolRun again = ToolRun.Of("embed", SmallCatalogue.Photos, "--csv", SmallCatalogue.Csv, "--shard", "2/3", "--out", folder["shards"],
            "--models", Documents.Repository.Models).Succeeded();
        Assert.That(again.Output, Does.StartWith("Nothing of part 2 of 3 is new or changed"));
    }

    [Test]
    public void A_mistyped_source_leaves_no_trace()
    {
        using TemporaryFolder folder = new();
        ToolRun run = ToolRun.Of("embed", folder["nowhere"], "--out", folder["shards"]);
        Assert.That(run.Code, Is.EqualTo(1));
        Assert.That(run.ErrorLine, Does.Contain("There is no file or folder"));
        Assert.That(Directory.Exists(folder["shards"]), Is.False);
    }
}
