using System.Diagnostics;
using System.Text.Json;
using MlNetFashion.Retrieval;
using MlNetFashion.Tests.Models;
using MlNetFashion.Tool;

namespace MlNetFashion.Tests.Commands;

public sealed class IndexTests
{
    [Test]
    public void Photos_and_rows_become_an_index_that_is_searched()
    {
        using TemporaryFolder folder = new();
        JsonElement made = Index(folder["index"], SmallCatalogue.Photos, "--csv", SmallCatalogue.Csv, "--json").Succeeded().Json.Single();
        Assert.That((made.GetProperty("indexed").GetInt32(), made.GetProperty("rejected").GetInt32()), Is.EqualTo((SmallCatalogue.Count, 0)));
        Assert.That(made.GetProperty("imagesPerSecond").GetDouble(), Is.GreaterThan(0));
        Assert.That(made.GetProperty("peakMemoryBytes").GetInt64(), Is.GreaterThan(10_000_000));
        using EmbeddingIndex index = EmbeddingIndex.Open(folder["index"]), expected = EmbeddingIndex.Open(SmallCatalogue.Index);
        foreach (var entry in SmallCatalogue.Entries)
        {
            int row = index.PositionOf(entry.Item.Id), known = expected.PositionOf(entry.Item.Id);
            Assert.That(index.Item(row).Title, Is.EqualTo(entry.Item.Title));
            Assert.That(index.Item(row).Attributes["colour"], Is.EqualTo(entry.Item.Attributes["colour"]));
            Assert.That(index.Embedding(row).ToArray(), Is.EqualTo(expected.Embedding(known).ToArray()).Within(1e-5));
        }
    }

    [Test]
    public void What_is_left_out_is_counted_by_reason_and_listed()
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder["photos"]);
        foreach (string photo in Directory.GetFiles(SmallCatalogue.Photos).Order().Take(10))
            File.Copy(photo, Path.Combine(folder["photos"], Path.GetFileName(photo)));
        File.Copy(Path.Combine(SmallCatalogue.Photos, "sample-00000.png"), Path.Combine(folder["photos"], "stranger.png"));
        File.WriteAllText(Path.Combine(folder["photos"], "sample-00050.jpg"), "%PDF-1.7");
        File.WriteAllText(Path.Combine(folder["photos"], "sample-00051.jpg"), "");
        ToolRun run = Index(folder["index"], folder["photos"], "--csv", SmallCatalogue.Csv).Succeeded();
        Assert.That(run.Output, Does.Contain("10 pictures indexed in ").And.Contain("2 pictures were left out")
            .And.Contain("1 photo was left out: no row in the CSV."));
        string rejects = Path.Combine(folder["index"], "rejects.jsonl");
        Assert.That(run.Output, Does.Contain(rejects));
        Assert.That(File.ReadLines(rejects).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("name").GetString()),
            Is.EquivalentTo(["stranger.png", "sample-00050.jpg", "sample-00051.jpg"]));
    }

    [Test]
    public void What_columns_tell_is_reported_remembered_and_can_be_corrected()
    {
        using TemporaryFolder folder = new();
        string rows = folder["rows.csv"];
        File.WriteAllLines(rows, File.ReadAllLines(SmallCatalogue.Csv)
            .Select((line, i) => $"{line},{(i == 0 ? "x7,Variant Price" : $"{(i % 2 == 0 ? "red" : "blue")},{i}.50")}"));
        ToolRun found = Index(folder["index"], SmallCatalogue.Photos, "--csv", rows).Succeeded();
        Assert.That(found.Output, Does.Match(@"\n  kind +garment ").And.Match(@"\n  colour +colour ").And.Match(@"\n  price +Variant Price +1\.5 to 60\.5")
            .And.Match(@"\n  only filters +x7"));
        JsonElement corrected = Index(folder["other"], SmallCatalogue.Photos, "--csv", rows, "--column", "color=x7", "--column", "none=colour", "--json")
            .Succeeded().Json.Single();
        Assert.That(corrected.GetProperty("columns").GetProperty("colour").EnumerateArray().Select(column => column.GetString()), Is.EqualTo(["x7"]));
        using EmbeddingIndex index = EmbeddingIndex.Open(folder["other"]);
        Assert.That(AttributeFilter.Parse("colour=red").Passes(index),
            Has.Exactly(SmallCatalogue.Entries.Count(entry => entry.Item.Attributes["colour"] == "red")).True, "an attribute's own name comes first");
        Assert.That(Index(folder["none"], SmallCatalogue.Photos, "--csv", rows, "--column", "colour=hue").ErrorLine,
            Does.Contain("no column \"hue\"").And.Contain("--column"));
        Assert.That(Index(folder["none"], SmallCatalogue.Photos, "--csv", rows, "--column", "smell=x7").ErrorLine, Does.Contain("\"smell\" is no role"));
        Assert.That(EmbeddingIndex.Exists(folder["none"]), Is.False);
    }

    [Test]
    public void An_update_embeds_what_is_new_and_removing_joining_and_verifying_go_on_from_there()
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder["photos"]);
        foreach (string photo in Directory.GetFiles(SmallCatalogue.Photos).Order().Take(10))
            File.Copy(photo, Path.Combine(folder["photos"], Path.GetFileName(photo)));
        string index = folder["index"], rows = folder["rows.csv"];
        File.Copy(SmallCatalogue.Csv, rows);
        JsonElement Update(params string[] more) =>
            Index(index, [folder["photos"], "--csv", rows, "--update", "--json", .. more]).Succeeded().Json.Single();
        Assert.That(Update().GetProperty("indexed").GetInt32(), Is.EqualTo(10), "the first is a whole index");

        // One photo more, one less, one other, and one row with another colour.
        File.Copy(Path.Combine(SmallCatalogue.Photos, "sample-00020.png"), Path.Combine(folder["photos"], "sample-00020.png"));
        File.Delete(Path.Combine(folder["photos"], "sample-00003.png"));
        File.Copy(Path.Combine(SmallCatalogue.Photos, "sample-00021.png"), Path.Combine(folder["photos"], "sample-00005.png"), overwrite: true);
        File.WriteAllLines(rows, File.ReadAllLines(rows)
            .Select(line => line.StartsWith("sample-00007,", StringComparison.Ordinal) ? $"{line[..line.LastIndexOf(',')]},teal" : line));
        JsonElement done = Update();
        Assert.That(((string[])["embedded", "described", "unchanged", "removed", "items"]).Select(name => done.GetProperty(name).GetInt32()),
            Is.EqualTo([2, 1, 7, 1, 10]));
        using (EmbeddingIndex changed = EmbeddingIndex.Open(index))
            Assert.That(changed.Item(changed.PositionOf("sample-00007")).Attributes["colour"], Is.EqualTo("teal"));
        Assert.That(Index(index, folder["photos"], "--csv", rows, "--update").Succeeded().Output,
            Does.Contain("0 pictures embedded").And.Contain("10 unchanged"));

        Assert.That(ToolRun.Of("index", "remove", "--index", index, "sample-00001", "nobody").Succeeded().Output, Does.Contain("1 item removed: 9 left"));
        Assert.That(ToolRun.Of("index", "remove", "--index", index, "--where", "colour=teal").Succeeded().Output, Does.Contain("1 item removed: 8 left"));
        Assert.That(ToolRun.Of("index", "remove", "--index", index, "nobody").ErrorLine, Does.Contain("none of these ids: \"nobody\""));
        Assert.That(ToolRun.Of("index", "remove", "--index", index).ErrorLine, Does.Contain("Name ids"));
        Assert.That(ToolRun.Of("info", index, "--verify").Succeeded().Output, Does.Contain("items      8").And.Contain("2 segments").And.Contain("verified"));
        Assert.That(ToolRun.Of("index", "compact", "--index", index).Succeeded().Output, Does.Contain("MB became"));
        Assert.That(ToolRun.Of("index", "compact", "--index", index).Succeeded().Output, Does.Contain("nothing to join"));
        JsonElement info = ToolRun.Of("info", index, "--json").Succeeded().Json.Single();
        Assert.That((info.GetProperty("items").GetInt32(), info.GetProperty("segments").GetArrayLength()), Is.EqualTo((8, 1)));
        Assert.That(Index(folder["other"], folder["photos"], "--csv", rows, "--keep").ErrorLine, Does.Contain("--update is not given"));
    }

    [Test]
    public void What_comes_to_nothing_leaves_no_folder()
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder["photos"]);
        File.WriteAllText(folder["photos/a.jpg"], "%PDF-1.7");
        Assert.That(Index(folder["index"], folder["photos"]).Code, Is.Not.EqualTo(ExitCode.Done));
        Assert.That(Directory.Exists(folder["index"]), Is.False);
    }

    [Test]
    public void Facets_count_and_filters_narrow_them()
    {
        JsonElement[] all = ToolRun.Of("facets", "--index", SmallCatalogue.Index, "--json", "--top", "1000").Succeeded().Json;
        JsonElement colours = all.Single(facet => facet.GetProperty("attribute").GetString() == "colour");
        Assert.That(colours.GetProperty("values").EnumerateArray()
            .Select(value => (value.GetProperty("value").GetString(), value.GetProperty("count").GetInt32())),
            Is.EquivalentTo(SmallCatalogue.Entries.GroupBy(entry => entry.Item.Attributes["colour"]).Select(group => (group.Key, group.Count()))));
        string colour = SmallCatalogue.Entries[0].Item.Attributes["colour"], garment = SmallCatalogue.Entries[0].Item.Attributes["garment"];
        JsonElement some = ToolRun.Of("facets", "GARMENT", "--index", SmallCatalogue.Index, "--where", $"colour={colour}", "--json").Succeeded().Json.Single();
        Assert.That(some.GetProperty("values").EnumerateArray().Single(value => value.GetProperty("value").GetString() == garment)
            .GetProperty("count").GetInt32(),
            Is.EqualTo(SmallCatalogue.Entries.Count(entry => entry.Item.Attributes["colour"] == colour && entry.Item.Attributes["garment"] == garment)));
        Assert.That(ToolRun.Of("facets", "colour", "--index", SmallCatalogue.Index, "--top", "1").Succeeded().Output,
            Does.StartWith("colour: ").And.Contain("items without"));
        Assert.That(ToolRun.Of("facets", "hue", "--index", SmallCatalogue.Index).ErrorLine, Does.StartWith("There is no attribute \"hue\"."));
    }

    [Test]
    [CancelAfter(60_000)]
    public void A_table_that_never_comes_does_not_hold_up_who_stops()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Ignore("Pipes among files are a matter of Unix.");
        using TemporaryFolder folder = new();
        using (Process made = Process.Start("mkfifo", folder["pipe"]))
            made.WaitForExit();
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        ToolRun run = ToolRun.Of(stop.Token, "index", SmallCatalogue.Photos, "--csv", folder["pipe"], "--out", folder["index"], "--models", TinyModels.Folder);
        Assert.That((run.Code, run.ErrorLine), Is.EqualTo((ExitCode.Cancelled, "Stopped.")));
        // The thread that waits for a writer gets one.
        File.WriteAllText(folder["pipe"], "");
    }

    [Test]
    public void The_two_sides_of_the_split_are_all_items_each_once()
    {
        using TemporaryFolder folder = new();
        string[] duplicates = ["sample-00001", "sample-00002", "sample-00003", "sample-00004", "sample-00005"];
        File.WriteAllText(folder["duplicates.txt"], string.Join(' ', duplicates));
        foreach (string side in (string[])["all", "train", "held-out"])
            Index(folder[side], "--kind", "sample", "--count", "50", "--split", side, "--held-out-share", "0.4", "--duplicates", folder["duplicates.txt"])
                .Succeeded();
        string[] all = Ids(folder["all"]), train = Ids(folder["train"]), heldOut = Ids(folder["held-out"]);
        Assert.That(all, Has.Length.EqualTo(50));
        Assert.That(train.Concat(heldOut), Is.EquivalentTo(all));
        Assert.That((train.Length, heldOut.Length), Is.Not.EqualTo((0, 50)).And.Not.EqualTo((50, 0)));
        Assert.That(duplicates.Count(train.Contains), Is.EqualTo(0).Or.EqualTo(5));
    }

    [Test]
    public void A_source_that_cannot_be_used_is_named()
    {
        using TemporaryFolder folder = new();
        Assert.That(Index(folder["index"]).ErrorLine, Does.StartWith("No SOURCE is named."));
        Assert.That(Index(folder["index"], "photos", "--kind", "sample").ErrorLine, Does.StartWith("The sample catalogue is drawn and has no SOURCE"));
        Assert.That(Index(folder["index"], folder["none"]).ErrorLine, Does.StartWith($"There is no file or folder \"{folder["none"]}\""));
        Assert.That(Directory.Exists(folder["index"]), Is.False);
        File.WriteAllText(folder["file"], "");
        Assert.That(Index(folder["file"], SmallCatalogue.Photos).ErrorLine,
            Is.EqualTo($"\"{folder["file"]}\" is a file, but an index is a folder. Choose another name with --out."));
        Directory.CreateDirectory(folder["empty"]);
        Assert.That(Index(folder["index"], folder["empty"]).ErrorLine, Does.Contain("held no photo that can be used"));
        Assert.That(Index(folder["index"], SmallCatalogue.Photos, "--csv", SmallCatalogue.Csv, "--title-column", "name").ErrorLine,
            Does.Contain("--title-column").And.Contain("productDisplayName"));
        Assert.That(EmbeddingIndex.Exists(folder["index"]), Is.False);
    }

    [Test]
    public void A_folder_that_cannot_be_written_is_an_error_in_a_sentence()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["file"], "");
        ToolRun inFile = Index(Path.Combine(folder["file"], "index"), "--kind", "sample", "--count", "5");
        Assert.That((inFile.Code, inFile.Output), Is.EqualTo((ExitCode.Failed, "")));
        Assert.That(inFile.ErrorLine, Does.Contain(folder["file"]));
        if (OperatingSystem.IsWindows() || Environment.UserName == "root")
            return; // permissions do not stop this user
        Directory.CreateDirectory(folder["readonly"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        ToolRun inReadOnly = Index(Path.Combine(folder["readonly"], "index"), "--kind", "sample", "--count", "5");
        Assert.That((inReadOnly.Code, inReadOnly.ErrorLine),
            Is.EqualTo((ExitCode.Failed, $"Access to the path '{folder["readonly"]}/index' is denied. Choose a place that you may read and write.")));
    }

    [Test]
    public void A_cancelled_run_leaves_the_old_index_answering_and_nothing_beside_it()
    {
        using TemporaryFolder folder = new();
        Index(folder["index"], "--kind", "sample", "--count", "5").Succeeded();
        string[] before = Directory.GetFiles(folder["index"]);
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        ToolRun run = ToolRun.Of(stop.Token, "index", "--kind", "sample", "--count", "1000000", "--out", folder["index"], "--models", TinyModels.Folder);
        Assert.That((run.Code, run.ErrorLine), Is.EqualTo((ExitCode.Cancelled, "Stopped.")));
        Assert.That(Directory.GetFiles(folder["index"]), Is.EquivalentTo(before));
        Assert.That(Ids(folder["index"]), Has.Length.EqualTo(5));
    }

    static ToolRun Index(string folder, params string[] args) => ToolRun.Of(["index", .. args, "--out", folder, "--models", TinyModels.Folder]);

    static string[] Ids(string folder)
    {
        using EmbeddingIndex index = EmbeddingIndex.Open(folder);
        return [.. Enumerable.Range(0, index.Count).Select(row => index.Item(row).Id)];
    }
}
