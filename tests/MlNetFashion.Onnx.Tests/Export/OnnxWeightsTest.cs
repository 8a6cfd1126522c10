using MlNetFashion.Tests;
using NUnit.Framework;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlNetFashion.Onnx.Tests.Export;

public sealed class OnnxWeightsTest
{
    [TestCase(OnnxPrecision.AsModule, 0)]
    [TestCase(OnnxPrecision.Float16, 2e-3)]
    [TestCase(OnnxPrecision.Float16Weights, 2e-3)]
    public void Another_module_computes_the_same_with_the_weights_of_the_file(OnnxPrecision precision, double tolerance)
    {
        using DisposeScope _ = NewDisposeScope();
        random.manual_seed(3);
        using Sequential trained = Network(6), other = Network(6);
        trained.train();
        trained.forward(randn(64, 3, 8, 8) * 2 + 1);
        trained.eval();
        other.eval();
        Tensor x = randn(5, 3, 8, 8);
        Assert.That(Difference(), Is.GreaterThan(0.05), "random weights differ");

        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "network.onnx");
        OnnxExporter.Export(trained, [new OnnxInput("x", x, "N")], path, new OnnxExportOptions { Precision = precision });
        IReadOnlyList<string> missing = OnnxWeights.Load(other, OnnxModel.Load(path));
        Assert.That(missing, Is.EquivalentTo(new[] { "1.num_batches_tracked" }));
        Assert.That(Difference(), Is.LessThanOrEqualTo(tolerance));

        float Difference() => (trained.forward(x) - other.forward(x)).abs().max().item<float>();
    }

    [Test]
    public void Other_sizes_are_named_and_change_nothing()
    {
        using DisposeScope _ = NewDisposeScope();
        using Sequential trained = Network(6), wider = Network(7);
        trained.eval();
        Tensor before = wider.state_dict()["0.bias"].clone();
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "network.onnx");
        OnnxExporter.Export(trained, [new OnnxInput("x", randn(2, 3, 8, 8), "N")], path);
        Assert.That(() => OnnxWeights.Load(wider, OnnxModel.Load(path)), Throws.TypeOf<InvalidDataException>()
            .With.Message.Contains("0.weight is (6, 3, 3, 3) in the file and (7, 3, 3, 3) in the module"));
        Assert.That(wider.state_dict()["0.bias"].equal(before).all().item<bool>());
    }

    static Sequential Network(int width) =>
        nn.Sequential(nn.Conv2d(3, width, kernel_size: 3), nn.BatchNorm2d(width), nn.ReLU(), nn.Flatten(), nn.Linear(width * 36, 4));
}
