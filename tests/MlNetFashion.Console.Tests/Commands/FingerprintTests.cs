using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using MlNetFashion.Catalogues;
using MlNetFashion.Evaluation;
using MlNetFashion.Models;
using MlNetFashion.Tests.Models;
using MlNetFashion.Tool;

namespace MlNetFashion.Tests.Commands;

public sealed class FingerprintTests
{
    static readonly IdHashSplit s_split = new(IdHashSplit.DefaultHeldOutShare);
    static readonly string[] s_ids = [.. Ids(s_split.IsHeldOut).Take(10), .. Ids(id => !s_split.IsHeldOut(id)).Take(20)];

    static IEnumerable<string> Ids(Func<string, bool> wanted) => Enumerable.Range(1000, 5000).Select(i => $"{i}").Where(wanted);

    [Test]
    public void Models_that_learned_from_an_index_are_not_measured_on_it_and_every_report_says_how_that_is_known()
    {
        using TemporaryFolder folder = new();
        MakeData(folder["data"]);
        foreach (string file in Directory.GetFiles(TinyModels.Folder))
            File.Copy(file, Path.Combine(Directory.CreateDirectory(folder["models"]).FullName, Path.GetFileName(file)));
        ModelManifest manifest = ModelManifest.Read(folder["models"]);
        (manifest with { Models = [.. manifest.Models.Select(model => model with { Data = "products (training side), drawn garments" })] })
            .Write(folder["models"]);
        string[] index = ["index", folder["data/myntra-other.tar.gz"], "--csv", folder["data/myntra-styles.csv.gz"], "--duplicates",
            folder["data/myntra-duplicate-images.txt"], "--models", folder["models"]];
        ToolRun.Of([.. index, "--split", "held-out", "--out", folder["held-out"]]).Succeeded();
        ToolRun.Of([.. index, "--split", "train", "--out", folder["train"]]).Succeeded();
        // Without the list of duplicates, an item whose duplicate was learned from is taken for one that was held out.
        ToolRun.Of([.. index[..4], "--models", folder["models"], "--split", "held-out", "--out", folder["careless"]]).Succeeded();
        RetrievalQueryFile.Write(folder["q.jsonl"], [new("a", "red dress", null, [s_ids[3]])]);
        ToolRun On(string which, params string[] more) =>
            ToolRun.Of(["evaluate", "--index", folder[which], "--queries", folder["q.jsonl"], "--models", folder["models"], .. more]);

        Assert.That(On("held-out").Succeeded().Output, Does.Contain("Split     no fingerprint of it in any model"));
        JsonElement[] added = ToolRun.Of("data", "fingerprint", folder["models"], "--data", folder["data"], "--json").Succeeded().Json;
        Assert.That(added.Select(model => model.GetProperty("added").GetInt32()), Is.All.EqualTo(1));
        LearnedItems learned = ModelManifest.Read(folder["models"]).Models[0].Learned!.Single();
        Assert.That((learned.Items, learned.HeldOut, learned.Exceptions, learned.Afterwards), Is.EqualTo((s_ids.Length - 9, 9, new[] { s_ids[0] }, true)));

        JsonElement training = On("held-out", "--json").Succeeded().Json.Single().GetProperty("training");
        Assert.That((training.GetProperty("standing").GetString(),
            training.GetProperty("basis").GetString(), training.GetProperty("searchedSha256").GetString()),
            Is.EqualTo(("held-out", "fingerprint", learned.HeldOutSha256)));
        Assert.That(On("held-out").Output, Does.Contain("Split     by fingerprint, the very items that were held out"));
        ToolRun refused = On("train");
        Assert.That((refused.Code, refused.Output), Is.EqualTo((ExitCode.Failed, "")));
        Assert.That(refused.ErrorLine, Does.StartWith("21 of the 21 items searched and 0 of the 1 relevant ones were learned from (products, 21 items")
            .And.Contain(learned.Sha256[..8]).And.Contain("--split held-out"));
        Assert.That(On("careless").ErrorLine, Does.StartWith("1 of the 10 items searched").And.Contain("although the index says that its items were held out"));
        Assert.That(On("train", "--allow-training-items").Succeeded().Output, Does.Contain("Split     WARNING, 21 of the 21"));

        Assert.That(ToolRun.Of("data", "fingerprint", folder["models"], "--data", folder["data"]).Succeeded().Output, Does.Contain("0 fingerprints added"));
        Assert.That(ToolRun.Of("data", "fingerprint", folder["models"], "--data", folder["none"]).ErrorLine,
            Does.StartWith($"There is no folder \"{folder["none"]}\""));
    }

    [Test]
    public void Data_that_are_missing_leave_models_without_a_fingerprint_and_that_is_said()
    {
        using TemporaryFolder folder = new();
        TinyModels.Write(folder.Path);
        ModelManifest manifest = ModelManifest.Read(folder.Path);
        (manifest with { Models = [.. manifest.Models.Select(model => model with { Data = "fashion-iq (training side)" })] }).Write(folder.Path);
        ToolRun run = ToolRun.Of("data", "fingerprint", folder.Path, "--data", folder.Path).Succeeded();
        Assert.That(run.Error, Does.Contain("learned from fashion-iq, which").And.Contain("no fingerprint of it was added"));
        Assert.That(ModelManifest.Read(folder.Path).Models.Select(model => model.Learned), Is.All.Null);
    }

    // The first, which was to be held out, has the picture of one that is learned from.
    static void MakeData(string data)
    {
        Directory.CreateDirectory(data);
        using (var packed = new TarWriter(new GZipStream(File.Create(Path.Combine(data, "myntra-other.tar.gz")), CompressionLevel.Fastest)))
        {
            for (int i = 0; i < s_ids.Length; i++)
                packed.WriteEntry(Path.Combine(SmallCatalogue.Photos, $"sample-{i:D5}.png"), $"{s_ids[i]}.png");
        }

        using (var rows = new StreamWriter(new GZipStream(File.Create(Path.Combine(data, "myntra-styles.csv.gz")), CompressionLevel.Fastest),
            new UTF8Encoding(false)))
        {
            rows.Write("id,productDisplayName,articleType,baseColour\n");
            foreach (string id in s_ids)
                rows.Write($"{id},title {id},Dresses,Red\n");
        }

        File.WriteAllText(Path.Combine(data, "myntra-duplicate-images.txt"), $"{s_ids[^1]} {s_ids[0]}\n");
    }
}
