using System.Text.Json;
using MlNetFashion.Evaluation;
using MlNetFashion.Models;

namespace MlNetFashion.Tests.Commands;

/// <summary>With the shipped models: what is measured is theirs.</summary>
[NonParallelizable]
public sealed class QuantizeTests
{
    [Test]
    public void The_shipped_text_encoder_in_8_bits_is_smaller_as_good_and_used_when_asked_for()
    {
        using TemporaryFolder folder = new();
        Copy(FashionModels.DefaultFolder, folder["onnx"]);
        ToolRun.Of("index", "--kind", "sample", "--count", "200", "--out", folder["index"]).Succeeded();
        RetrievalQueryFile.Write(folder["q.jsonl"],
            [new("a", "red dress", null, ["sample-00001"], "attributes"), new("b", "blue jeans", null, ["sample-00002"], "title")]);
        JsonElement made = ToolRun.Of("quantize", folder["onnx"], "--index", folder["index"], "--queries", folder["q.jsonl"], "--json")
            .Succeeded().Json.Single();
        Assert.That(made.GetProperty("accepted").GetBoolean(), Is.True);
        Assert.That(made.GetProperty("meanCosine").GetDouble(), Is.InRange(0.999, 1 + 1e-6));
        Assert.That(made.GetProperty("bytes").GetInt64(), Is.LessThan(made.GetProperty("floatBytes").GetInt64() / 3));
        Assert.That(made.GetProperty("precision@10Lost").GetDouble(), Is.LessThan(0.005));

        using FashionPipeline full = FashionPipeline.Load(folder["onnx"]), small = FashionPipeline.Load(folder["onnx"], new OnnxScorerOptions { Int8 = true });
        float[] exact = full.EmbedTexts(["a red striped dress"]), rounded = small.EmbedTexts(["a red striped dress"]);
        Assert.That(rounded, Is.Not.EqualTo(exact).And.EqualTo(exact).Within(0.02f));
        Assert.That(small.Models.Sha256(ModelRole.TextEncoder),
            Is.EqualTo(full.Models.Manifest.Find(ModelRole.TextEncoder)!.Int8!.Sha256).And.Not.EqualTo(full.Models.Sha256(ModelRole.TextEncoder)));
        small.Models.Verify();

        File.WriteAllBytes(Path.Combine(folder["onnx"], Int8File(folder["onnx"])), [1, 2, 3]);
        using FashionPipeline damaged = FashionPipeline.Load(folder["onnx"], new OnnxScorerOptions { Int8 = true });
        Assert.That(() => damaged.EmbedTexts(["red"]), Throws.TypeOf<InvalidDataException>().With.Message.Contains("damaged"));
    }

    [Test]
    public void What_cannot_be_quantised_is_refused_in_a_sentence_and_nothing_changes()
    {
        using TemporaryFolder folder = new();
        Assert.That(ToolRun.Of("quantize", folder["none"]).ErrorLine, Does.StartWith("There are no models in"));
        Copy(FashionModels.DefaultFolder, folder["onnx"]);
        string before = File.ReadAllText(folder["onnx/models.json"]);
        Assert.That(ToolRun.Of("quantize", folder["onnx"], "--index", folder["i"]).ErrorLine, Does.StartWith("--index and --queries belong together"));
        File.WriteAllText(folder["texts"], "\n \n");
        Assert.That(ToolRun.Of("quantize", folder["onnx"], "--texts", folder["texts"]).ErrorLine, Does.StartWith("None of the 2 texts has a word"));
        File.WriteAllText(folder["texts"], "");
        Assert.That(ToolRun.Of("quantize", folder["onnx"], "--texts", folder["texts"]).ErrorLine, Does.Contain("is empty, so nothing can be compared"));
        Assert.That(File.ReadAllText(folder["onnx/models.json"]), Is.EqualTo(before));
    }

    static string Int8File(string models) => ModelManifest.Read(models).Find(ModelRole.TextEncoder)!.Int8!.File;

    static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.GetFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }
}
