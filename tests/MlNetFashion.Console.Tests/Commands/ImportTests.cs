using System.Text.Json;
using MlNetFashion.Models;
using MlNetFashion.Onnx;
using MlNetFashion.Tool;

namespace MlNetFashion.Tests.Commands;

[NonParallelizable]
public sealed class ImportTests
{
    [TestCase("mean")]
    [TestCase("cls")]
    public void A_checkpoint_becomes_a_text_encoder_with_its_vocabulary(string pooling)
    {
        string checkpoint = FashionData.Require("bert-parity");
        using TemporaryFolder folder = new();
        JsonElement report = ToolRun.Of("import", "bert", checkpoint, "--out", folder["models"], "--pooling", pooling, "--json").Succeeded().Json.Single();
        Assert.That(report.GetProperty("embeddingDimension").GetInt32(), Is.EqualTo(64));
        Assert.That(report.GetProperty("largestDifference").GetDouble(), Is.LessThan(1e-5));
        Assert.That(ModelManifest.Read(folder["models"]).Find(ModelRole.TextEncoder)!.Command,
            Is.EqualTo($"fashion import bert bert-parity --pooling {pooling}"));

        using FashionPipeline pipeline = FashionPipeline.Load(folder["models"]);
        Assert.That(pipeline.Tokenizer.Vocabulary.Size, Is.EqualTo(1200));
        float[] embeddings = pipeline.EmbedTexts(["w1 w2", "w3"]);
        Assert.That(embeddings.Chunk(64).Select(one => one.Sum(number => number * number)), Is.All.EqualTo(1).Within(1e-4));
    }

    [Test]
    public void An_index_of_another_length_is_one_line_on_standard_error()
    {
        string checkpoint = FashionData.Require("bert-parity");
        using TemporaryFolder folder = new();
        ToolRun.Of("index", "--kind", "sample", "--count", "5", "--out", folder["index"]).Succeeded();
        ToolRun.Of("import", "bert", checkpoint, "--out", folder["models"]).Succeeded();
        ToolRun search = ToolRun.Of("search", "w1", "--index", folder["index"], "--models", folder["models"]);
        Assert.That((search.Code, search.ErrorLine), Is.EqualTo((ExitCode.Failed,
            $"The text encoder gives embeddings of 64 numbers, but the index has embeddings of {Columns.EmbeddingDimension}: words and items cannot be compared. "
                + "Ask with the models that made the index.")));
    }

    [Test]
    public void The_shipped_models_become_runs_that_give_the_same_models_again()
    {
        using TemporaryFolder folder = new();
        string shipped = FashionModels.DefaultFolder;
        ToolRun.Of("import", "models", shipped, "--out", folder["runs"]).Succeeded();
        ToolRun.Of("export", folder["runs/encoders"], folder["runs/generator"], "--out", folder["models"]).Succeeded();
        foreach (ModelRole role in (ModelRole[])[ModelRole.TextEncoder, ModelRole.ImageEncoder, ModelRole.QueryComposer])
            Assert.That(Load(folder["models"], role).HasSameGraphAs(Load(shipped, role)), $"{role}");
        // The sines of the generator's times are worked out by libtorch, and their last bit is the processor's: it is known by what it draws.
        Assert.That(Draw(folder["models"]), Is.EqualTo(Draw(shipped)).Within(1e-3));

        ToolRun again = ToolRun.Of("import", "models", shipped, "--out", folder["runs"]);
        Assert.That((again.Code, again.ErrorLine),
            Is.EqualTo((ExitCode.Failed,
                $"\"{folder["runs/encoders"]}\" holds a run that has come to step 0, which would be lost. Choose another folder (--out).")));
    }

    [Test]
    public void What_cannot_be_imported_is_refused_and_nothing_is_written()
    {
        using TemporaryFolder folder = new();
        Assert.That(ToolRun.Of("import", "bert", folder["none"], "--out", folder["models"]).ErrorLine,
            Does.StartWith($"There is no folder '{folder["none"]}'"));
        Assert.That(ToolRun.Of("import", "bert", folder.Path, "--out", folder["models"]).ErrorLine, Does.Contain("has no config.json"));
        Assert.That(ToolRun.Of("import", "bert", " ", "--out", folder["models"]).Code, Is.EqualTo(ExitCode.NotUnderstood));
        Assert.That(ToolRun.Of("import", "bert", folder.Path, "--out", folder["models"], "--pooling", "max").ErrorLine,
            Does.Contain("--pooling is mean or cls, but \"max\" was given"));
        Assert.That(Directory.Exists(folder["models"]), Is.False);
    }

    static float[] Draw(string folder)
    {
        using FashionModels models = FashionModels.Load(folder);
        float[] query = [.. Enumerable.Range(0, 2 * Columns.EmbeddingDimension).Select(i => MathF.Sin(i) / MathF.Sqrt(Columns.EmbeddingDimension / 2f))],
            noise = [.. Enumerable.Range(0, 2 * models.NoiseDimension).Select(i => 1.4f * MathF.Sin(0.7f * i * i))];
        return models[ModelRole.Generator].Run(2, new ScorerInput(Columns.QueryEmbedding, query), new ScorerInput(Columns.Noise, noise));
    }

    static OnnxModel Load(string folder, ModelRole role) => OnnxModel.Load(Path.Combine(folder, ModelManifest.Read(folder).Find(role)!.File));
}
