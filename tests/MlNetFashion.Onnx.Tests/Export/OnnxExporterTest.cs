using NUnit.Framework;
using static TorchSharp.torch;

namespace MlNetFashion.Onnx.Tests.Export;

public sealed class OnnxExporterTest
{
    string _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("onnx-export").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_custom_residual_block_computes_the_same_in_its_file()
    {
        using ResidualBlock block = new(4);
        ParityReport report = OnnxExporter.Export(block, [new OnnxInput("Image", randn(2, 4, 8, 8), "N", null, "H", "W")], Path("block.onnx"))!;
        Assert.That(report.LargestRelative, Is.LessThan(1e-5));
        Assert.That(report.Cases, Has.Count.GreaterThan(3));
    }

    [Test]
    public void A_text_encoder_with_free_batch_and_length_computes_the_same_in_its_file()
    {
        using TextEncoder encoder = new();
        encoder.train();
        OnnxInput ids = new("InputIds", randint(0, 50, [2, 5], dtype: ScalarType.Int64), "N", "T");
        OnnxInput mask = new("AttentionMask", tensor(new long[] { 1, 1, 1, 1, 0, 1, 1, 1, 0, 0 }).reshape(2, 5), "N", "T");
        ParityReport report = OnnxExporter.Export(encoder, [ids, mask], Path("text.onnx"), new OnnxExportOptions { Outputs = ["TextEmbedding"] })!;
        Assert.That(report.LargestRelative, Is.LessThan(1e-5));
        Assert.That(encoder.training, Is.True);
        TestContext.Out.WriteLine(report);
    }

    [Test]
    public void A_sequential_of_TorchSharp_layers_needs_nothing_written([Values(17, 18, 20, 21)] int opset)
    {
        using var model = nn.Sequential(
            ("conv", nn.Conv2d(3, 8, 3, stride: 2, padding: 1)), ("norm", nn.BatchNorm2d(8)), ("act", nn.SiLU()),
            ("up", nn.Upsample(scale_factor: [2.0, 2.0], mode: UpsampleMode.Bilinear)), ("pool", nn.AdaptiveAvgPool2d([1, 1])),
            ("flat", nn.Flatten()), ("head", nn.Linear(8, 5)));
        ParityReport report = OnnxExporter.Export(model, [new OnnxInput("Image", randn(2, 3, 16, 16), "N", null, "H", "W")], Path("s.onnx"),
            new OnnxExportOptions { Opset = opset })!;
        Assert.That(report.LargestRelative, Is.LessThan(1e-5));
    }

    string Path(string name) => System.IO.Path.Combine(_folder, name);
}
