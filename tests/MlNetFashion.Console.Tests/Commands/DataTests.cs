using System.IO.Compression;
using MlNetFashion.Tool;

namespace MlNetFashion.Tests.Commands;

public sealed class DataTests
{
    [Test]
    public void Every_set_is_listed_with_what_it_is_its_licence_and_whether_it_is_there()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["bert-base-uncased-vocab.txt"], "[PAD]\n");
        var sets = ToolRun.Of("data", "list", "--data", folder.Path, "--json").Succeeded().Json.ToDictionary(set => set.GetProperty("name").GetString()!);
        Assert.That(sets.Keys, Is.EqualTo(["products", "clothing", "fashion-mnist", "fashion-iq", "bert-vocabulary"]));
        Assert.That(sets.Where(set => set.Value.GetProperty("found").GetBoolean()).Select(set => set.Key), Is.EqualTo(["bert-vocabulary"]));
        Assert.That(sets.Values.Select(set => set.GetProperty("licence").GetString()), Is.All.Not.Empty);
        string text = ToolRun.Of("data", "list", "--data", folder.Path).Succeeded().Output;
        Assert.That(text, Does.Contain("bert-vocabulary (found)").And.Contain("products (not found)").And.Contain("Kaggle").And.Contain("CC0 1.0"));
    }

    [Test]
    public void A_set_is_copied_when_it_is_whole()
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder["from"]);
        using (var gzip = new GZipStream(File.Create(folder["from/fashioniq-text.tar.gz"]), CompressionLevel.Fastest))
            System.Formats.Tar.TarFile.CreateFromDirectory(SmallCatalogue.Photos, gzip, includeBaseDirectory: false);
        ToolRun.Of("data", "get", "fashion-iq", "--from", folder["from"], "--data", folder["to"]).Succeeded();
        Assert.That(File.ReadAllBytes(folder["to/fashioniq-text.tar.gz"]), Is.EqualTo(File.ReadAllBytes(folder["from/fashioniq-text.tar.gz"])));
        Assert.That(ToolRun.Of("data", "get", "fashion-iq", "--data", folder["to"]).Succeeded().Output, Does.EndWith("verified\n"));

        byte[] cut = File.ReadAllBytes(folder["from/fashioniq-text.tar.gz"])[..^1000];
        File.WriteAllBytes(folder["from/fashioniq-text.tar.gz"], cut);
        ToolRun run = ToolRun.Of("data", "get", "fashion-iq", "--from", folder["from"], "--data", folder["other"]);
        Assert.That((run.Code, run.ErrorLine), Is.EqualTo((ExitCode.Failed, run.ErrorLine)));
        Assert.That(run.ErrorLine, Does.Contain("is damaged or cut off"));
        Assert.That(Directory.GetFiles(folder["other"]), Is.Empty);
    }

    [Test]
    public void Another_file_of_the_same_name_is_noticed()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["bert-base-uncased-vocab.txt"], "[PAD]\n");
        Assert.That(ToolRun.Of("data", "get", "bert-vocabulary", "--data", folder.Path).ErrorLine,
            Does.Contain("is damaged or another file: its SHA-256 is ").And.Contain("07eced37"));
    }

    [Test]
    public void What_is_missing_is_named_with_where_it_is_to_be_had()
    {
        using TemporaryFolder folder = new();
        Assert.That(ToolRun.Of("data", "get", "fashion-mnist", "--from", folder.Path, "--data", folder.Path).ErrorLine,
            Does.StartWith($"\"{folder.Path}\" lacks train-images-idx3-ubyte.gz, ").And.Contain("Zalando Research"));
        Assert.That(ToolRun.Of("data", "get", "cats").ErrorLine,
            Is.EqualTo("There is no data set \"cats\". There are: products, clothing, fashion-mnist, fashion-iq, bert-vocabulary."));
    }

    [Test]
    public void The_real_sets_are_what_their_makers_publish() =>
        ToolRun.Of("data", "get", "fashion-mnist", "--data", Path.GetDirectoryName(FashionData.Require("t10k-labels-idx1-ubyte.gz"))!).Succeeded();
}
