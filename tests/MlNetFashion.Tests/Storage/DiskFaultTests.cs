using MlNetFashion.Catalogues;
using MlNetFashion.Images;
using MlNetFashion.Models;
using MlNetFashion.Retrieval;
using MlNetFashion.Text;

namespace MlNetFashion.Tests.Storage;

/// <summary>Whatever step fails of all that the library writes, the old or the new is there.</summary>
public sealed class DiskFaultTests
{
    [Test]
    public void An_index() => Examine(folder => SmallIndex.Write(folder, seed: 1), folder => SmallIndex.Write(folder, seed: 2), SmallIndex.Answers);

    [Test]
    public void An_update_of_an_index() => Examine(folder => SmallIndex.Write(folder, seed: 1), SmallIndex.Update, SmallIndex.Answers);

    [Test]
    public void A_compaction_of_an_index() => Examine(
        folder =>
        {
            SmallIndex.Write(folder, seed: 1);
            SmallIndex.Update(folder);
        },
        folder => IndexWriter.Compact(folder),
        folder => $"{IndexManifest.Read(folder).Segments.Count} segments {SmallIndex.Answers(folder)}");

    [Test]
    public void The_graphs_of_an_index() => Examine(
        folder => SmallIndex.Write(folder, seed: 1), folder => IndexWriter.BuildGraphs(folder, new GraphOptions { Threads = 1, LeastRows = 1 }),
        folder => $"{IndexManifest.Read(folder).Segments[0].Graph is null} {SmallIndex.Answers(folder)}");

    [Test]
    public void A_vocabulary() => Examine(
        folder => Vocabulary("red").Save(Path.Combine(folder, "vocab.txt")), folder => Vocabulary("blue", "green").Save(Path.Combine(folder, "vocab.txt")),
        folder => string.Join(' ', WordPieceVocabulary.Load(Path.Combine(folder, "vocab.txt")).Pieces));

    [Test]
    public void A_picture() => Examine(
        folder => SmallIndex.Picture(200, 0, 0).Save(Path.Combine(folder, "sheet.png")), folder =>
            SmallIndex.Picture(0, 0, 200).Save(Path.Combine(folder, "sheet.png")),
        folder => Convert.ToHexString(RgbImage.Load(Path.Combine(folder, "sheet.png")).Pixels));

    [Test]
    public void The_list_of_models() => Examine(
        folder => new ModelManifest([]).Write(folder),
        folder => new ModelManifest(
            [new ModelFile
            {
                Role = ModelRole.ImageEncoder,
                File = "a.onnx",
                Sha256 = "",
                Inputs = ModelContract.Of(ModelRole.ImageEncoder).Inputs,
                Outputs = [ModelContract.Of(ModelRole.ImageEncoder).Output]
            }]).Write(folder),
        folder => string.Join(' ', ModelManifest.Read(folder).Models.Select(model => model.File)));

    [Test]
    public void The_list_of_what_was_left_out() =>
        Examine(folder => Reject(folder, 1), folder => Reject(folder, 1500), folder => File.ReadAllText(Path.Combine(folder, "rejects.jsonl")));

    static void Examine(Action<string> writeOld, Action<string> writeNew, Func<string, string> read) =>
        TestContext.Out.WriteLine($"{new DiskFaults(writeOld, writeNew, read).Examine()} faults");

    static WordPieceVocabulary Vocabulary(params string[] words) => new(["[PAD]", "[UNK]", "[CLS]", "[SEP]", .. words]);

    static void Reject(string folder, int count)
    {
        using var log = new RejectLog(Path.Combine(folder, "rejects.jsonl"));
        for (int i = 0; i < count; i++)
            log.Add(new RejectedEntry("photos.zip", $"{i}.jpg", "It is no picture."));
        log.Complete();
    }
}
