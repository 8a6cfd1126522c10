using System.Text.Json;
using MlNetFashion.Models;
using MlNetFashion.Tests.Models;
using MlNetFashion.Tool;

namespace MlNetFashion.Tests.Commands;

public sealed class InfoTests
{
    static readonly string s_model = Path.Combine(TinyModels.Folder, ModelContract.Of(ModelRole.TextEncoder).File);

    [Test]
    public void A_model_is_shown_with_its_tensors_operators_and_largest_weight()
    {
        string shown = ToolRun.Of("info", s_model).Succeeded().Output;
        Assert.That(shown, Does.Contain("InputIds: Int64 (N, T)").And.Contain($"TextEmbedding: Float (N, {Columns.EmbeddingDimension})").And.Contain("Gather 1"));
        Assert.That(shown, Does.Contain($"{TinyModels.WordVectors.Length * 4:N0} bytes").And.Contain($" words Float (4096, {Columns.EmbeddingDimension})"));
    }

    [Test]
    public void As_json_it_has_the_same_and_every_weight()
    {
        JsonElement model = ToolRun.Of("info", s_model, "--json").Succeeded().Json.Single();
        Assert.That(model.GetProperty("bytes").GetInt64(), Is.EqualTo(new FileInfo(s_model).Length));
        Assert.That(model.GetProperty("inputs").EnumerateArray()
            .Select(input => (input.GetProperty("name").GetString(), input.GetProperty("shape").GetString())),
            Is.EqualTo([("InputIds", "N,T"), ("AttentionMask", "N,T")]));
        Assert.That(model.GetProperty("weights").EnumerateArray().Sum(weight => weight.GetProperty("bytes").GetInt64()),
            Is.GreaterThanOrEqualTo(TinyModels.WordVectors.Length * 4));
        Assert.That(model.GetProperty("operators").GetProperty("Gather").GetInt32(), Is.EqualTo(1));
    }

    [Test]
    public void As_text_every_node_has_a_line() =>
        Assert.That(ToolRun.Of("info", s_model, "--text").Succeeded().Output.Split('\n')
            .Count(line => line.Contains(" = Gather(", StringComparison.Ordinal)), Is.EqualTo(1));

    [Test]
    public void What_is_no_model_is_refused()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["a.onnx"], "%PDF-1.7 not a model");
        ToolRun run = ToolRun.Of("info", folder["a.onnx"]);
        Assert.That((run.Code, run.Output), Is.EqualTo((ExitCode.Failed, "")));
        Assert.That(run.ErrorLine, Does.Contain("is not an ONNX model"));
        Assert.That(ToolRun.Of("info", folder["b.onnx"]).ErrorLine, Does.Contain("b.onnx"));
        Directory.CreateDirectory(folder["photos"]);
        Assert.That(ToolRun.Of("info", folder["photos"]).ErrorLine, Does.Contain("is a folder, but not one of a run"));
        Assert.That(Directory.EnumerateFileSystemEntries(folder["photos"]), Is.Empty, "what was looked at is as it was");
        Assert.That(ToolRun.Of("info", folder["photos"], "--text").ErrorLine, Does.StartWith("--text prints a model"));
        Assert.That(ToolRun.Of("info", s_model, "--picture", folder["a.png"]).ErrorLine, Does.StartWith("--picture shows how a generator learned"));
    }
}
