using System.Buffers.Binary;
using System.Text.Json;
using MlNetFashion.Images;
using MlNetFashion.Tests.Models;
using MlNetFashion.Tool;

namespace MlNetFashion.Tests.Commands;

[NonParallelizable]
public sealed class FashionMnistTests
{
    const int Side = 28;

    TemporaryFolder _folder = null!;

    [OneTimeSetUp]
    public void WriteData()
    {
        _folder = new();
        Directory.CreateDirectory(_folder["data"]);
        Write("train", 120);
        Write("t10k", 60);
    }

    [OneTimeTearDown]
    public void DeleteData() => _folder.Dispose();

    [Test]
    public void An_embedding_is_trained_with_single_options_and_the_file_says_so()
    {
        string run = _folder["proxies"];
        ToolRun.Of("train", "fashion-mnist-embedding", "--preset", "tiny",
            "--steps", "2", "--metric", "proxies", "--with", "Model.Widths=[4,6,8]", "--with", "Training.Batch=12", "--data", _folder["data"], "--out", run)
            .Succeeded();
        using JsonDocument options = JsonDocument.Parse(File.ReadAllText(Path.Combine(run, "options.json")));
        Assert.That(options.RootElement.GetProperty("Model").GetProperty("Widths").EnumerateArray().Select(width => width.GetInt32()),
            Is.EqualTo(new[] { 4, 6, 8 }));
        Assert.That(options.RootElement.GetProperty("Training").GetProperty("Batch").GetInt32(), Is.EqualTo(12));
        string file = ToolRun.Of("export", run, "--out", _folder["single"]).Succeeded().Output;
        Assert.That(ToolRun.Of("info", _folder["single/fashion-mnist-embedding.onnx"]).Succeeded().Output,
            Does.Contain("--metric proxies --with Model.Widths=[4,6,8] --with Training.Batch=12"), file);
    }

    [Test]
    public void An_embedding_is_trained_with_the_loss_that_was_asked_for_and_exported()
    {
        Train("fashion-mnist-embedding", "--steps", "4", "--metric", "multi-similarity").Succeeded();
        string file = Export("fashion-mnist-embedding");
        Assert.That(ToolRun.Of("info", file).Succeeded().Output, Does.Contain("ImageEmbedding").And.Contain("--metric multi-similarity"));
        JsonElement measures = ToolRun.Of("measure", _folder["fashion-mnist-embedding"], "--data", _folder["data"], "--json").Succeeded().Json.Single();
        Assert.That((measures.GetProperty("queries").GetInt32(), measures.GetProperty("gallery").GetInt32()), Is.EqualTo((60, 120)));
        Assert.That(measures.GetProperty("precision10").GetDouble(), Is.InRange(0, 1));
        Assert.That(Train("embedding", "--metric", "proxies").ErrorLine,
            Does.StartWith("--metric is batch-hard, semi-hard, multi-similarity or infonce, but \"proxies\" was given"));
        Assert.That(Train("embedding", "--with", "Training.Metric=4").ErrorLine, Does.Contain("a fixed set of classes").And.Contain("Choose another loss"));
        Assert.That(ToolRun.Of("info", _folder["fashion-mnist-embedding"], "--picture", _folder["none.png"]).ErrorLine,
            Does.Contain("has no sheets of samples"));
        Assert.That(Train("fashion-mnist-classifier", "--metric", "infonce").ErrorLine, Does.StartWith("There is no option --metric"));
    }

    [Test]
    public void A_classifier_is_trained_and_exported_and_measures_both_generators()
    {
        JsonElement[] reports = Train("fashion-mnist-classifier", "--steps", "6", "--json").Succeeded().Json;
        Assert.That(reports.Count(report => report.TryGetProperty("accuracy", out _)), Is.EqualTo(1));
        string classifier = Export("fashion-mnist-classifier");
        Assert.That(ToolRun.Of("info", classifier).Succeeded().Output, Does.Contain("Image").And.Contain("Logits").And.Contain("Features"));

        Assert.That(Train("fashion-mnist-gan").Succeeded().Output, Does.Contain("realAccuracy").And.Contain("fakeAccuracy").And.Contain("generator "));
        RgbImage sheet = RgbImage.Load(Directory.GetFiles(_folder["fashion-mnist-gan"], "samples-*.png").Single());
        Assert.That((sheet.Width, sheet.Height), Is.EqualTo((10 * 2 * Side, 10 * 2 * Side)));
        JsonElement dense = Measure(_folder["fashion-mnist-gan"], classifier, "--count", "30", "--json").Succeeded().Json.Single();
        JsonElement again = Measure(Export("fashion-mnist-gan"), classifier, "--count", "30", "--json").Succeeded().Json.Single();
        Assert.That(again.GetProperty("frechetDistance").GetDouble(), Is.EqualTo(dense.GetProperty("frechetDistance").GetDouble()),
            "a run is measured as its file is");
        Assert.That((dense.GetProperty("references").GetInt32(), dense.GetProperty("floorCount").GetInt32(),
            dense.GetProperty("networkSha256").GetString()!.Length), Is.EqualTo((120, 30, 64)));
        Assert.That(dense.TryGetProperty("conditionalAccuracy", out _), Is.False);
        Assert.That(Measure(_folder["fashion-mnist-gan"], classifier, "--score-by-training").ErrorLine, Does.Contain("Leave it out"));

        Train("fashion-mnist-conditional").Succeeded();
        Assert.That(Directory.GetFiles(_folder["fashion-mnist-conditional"], "samples-*.png"), Has.Length.EqualTo(1));
        Train("fashion-mnist-conditional", "--resume", "--steps", "8").Succeeded();
        JsonElement shown = ToolRun.Of("info", _folder["fashion-mnist-conditional"], "--picture", _folder["progress.png"], "--json").Succeeded().Json.Single();
        Assert.That((shown.GetProperty("step").GetInt32(), shown.GetProperty("samples").EnumerateArray().Last().GetInt32(),
            shown.GetProperty("samples").GetArrayLength()), Is.EqualTo((8, 8, 2)));
        Assert.That(RgbImage.Load(_folder["progress.png"]).Height, Is.GreaterThan(10 * 96));
        Assert.That(ToolRun.Of("info", _folder["fashion-mnist-gan"], "--picture", _folder["progress.png"]).Succeeded().Output,
            Does.Contain("command   fashion train fashion-mnist-gan").And.Contain("metric    generator ").And.Contain("1 sheet, of step ")
            .And.Contain("progress.png"));
        string conditional = Export("fashion-mnist-conditional");
        Assert.That(ToolRun.Of("info", conditional).Succeeded().Output,
            Does.Contain("Condition").And.Contain("fashion train fashion-mnist-conditional --data DIR --preset tiny --seed 1"));
        string text = Measure(conditional, classifier, "--count", "40").Succeeded().Output;
        foreach (
            string part in new[]
            {
                "Fréchet distance",
                "floor",
                "fashion-mnist-classifier (sha256",
                "N = 40",
                "nearest of 120 training pictures",
                "accuracy",
                "Ankle boot",
                "diversity"
            })
            Assert.That(text, Does.Contain(part));
        JsonElement scored = Measure(conditional, classifier, "--count", "40", "--score-by-training", "--steps", "2", "--json").Succeeded().Json.Single();
        Assert.That(scored.GetProperty("classificationAccuracyScore").GetDouble(), Is.InRange(0, 1));
        Assert.That(scored.GetProperty("diversityByClass").EnumerateObject().Count(), Is.EqualTo(10));
    }

    [TestCase("wasserstein")]
    [TestCase("cross-entropy")]
    public void The_conditional_generator_is_trained_with_other_losses(string loss)
    {
        ToolRun.Of("train", "fashion-mnist-conditional", "--preset", "tiny", "--steps", "2", "--loss", loss, "--data", _folder["data"], "--out", _folder[loss])
            .Succeeded();
        Assert.That(File.ReadAllText(_folder[$"{loss}/provenance.json"]), Does.Contain($"--loss {loss} --preset tiny").And.Contain("Fashion-MNIST"));
    }

    [Test]
    public void What_does_not_fit_is_refused_in_a_sentence()
    {
        Assert.That(Train("fashion-mnist-gan", "--loss", "hinge").ErrorLine, Does.StartWith("There is no option --loss"));
        Assert.That(Train("fashion-mnist-conditional", "--loss", "l2").Code, Is.EqualTo(ExitCode.NotUnderstood));
        Directory.CreateDirectory(_folder["empty"]);
        Assert.That(ToolRun.Of("train", "fashion-mnist-gan", "--preset", "tiny", "--data", _folder["empty"], "--out", _folder["x"]).ErrorLine,
            Does.Contain("Get Fashion-MNIST"));
        Assert.That(Measure(_folder["none"], TinyModels.Folder + "/image-encoder.onnx").ErrorLine,
            Does.StartWith($"There is neither a folder nor a file \"{_folder["none"]}\""));
        Assert.That(Measure(TinyModels.Folder + "/generator.onnx", _folder["none"]).ErrorLine, Does.StartWith($"There is no file \"{_folder["none"]}\""));
        Assert.That(Measure(TinyModels.Folder + "/image-encoder.onnx", TinyModels.Folder + "/image-encoder.onnx").ErrorLine,
            Does.Contain("a generator of Fashion-MNIST pictures takes Noise"));
    }

    ToolRun Train(string model, params string[] more) =>
        ToolRun.Of(["train", model, "--preset", "tiny", "--data", _folder["data"], "--out", _folder[model], .. more]);

    string Export(string model)
    {
        JsonElement file = ToolRun.Of("export", _folder[model], "--out", _folder["onnx"], "--json").Succeeded().Json.Single();
        Assert.That(file.GetProperty("largestDifference").GetDouble(), Is.LessThan(1e-4));
        Assert.That(file.GetProperty("file").GetString(), Is.EqualTo(_folder[$"onnx/{model}.onnx"]));
        return _folder[$"onnx/{model}.onnx"];
    }

    ToolRun Measure(string model, string classifier, params string[] more) =>
        ToolRun.Of(["measure", model, "--classifier", classifier, "--data", _folder["data"], .. more]);

    // Ten classes in turn, a light bar the lower the higher the class.
    void Write(string part, int count)
    {
        var random = new Random(count);
        byte[] pixels = new byte[count * Side * Side], labels = new byte[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = (byte)(i % 10);
            Span<byte> picture = pixels.AsSpan(i * Side * Side, Side * Side);
            random.NextBytes(picture);
            foreach (ref byte pixel in picture)
                pixel /= 4;
            picture.Slice((4 + 2 * labels[i]) * Side, 2 * Side).Fill((byte)random.Next(150, 256));
        }

        WriteIdx($"{part}-images-idx3-ubyte", [count, Side, Side], pixels);
        WriteIdx($"{part}-labels-idx1-ubyte", [count], labels);
    }

    void WriteIdx(string name, int[] lengths, byte[] content)
    {
        using FileStream file = File.Create(_folder[$"data/{name}"]);
        file.Write([0, 0, 8, (byte)lengths.Length]);
        byte[] number = new byte[4];
        foreach (int length in lengths)
        {
            BinaryPrimitives.WriteInt32BigEndian(number, length);
            file.Write(number);
        }

        file.Write(content);
    }
}
