using CsCheck;
using NUnit.Framework;
using TorchSharp;

namespace MlNetFashion.Onnx.Tests.Layers;

/// <summary>Every row of the coverage table, in random configurations, against ONNX Runtime.</summary>
public sealed class LayerParityTest
{
    // Times the rows of the table: over 2,000 configurations.
    const int ConfigurationsOfARow = 24;

    static IEnumerable<string> Rows => LayerRows.All.Keys;

    [TestCaseSource(nameof(Rows))]
    public void A_random_configuration_computes_the_same_in_ONNX_Runtime(string row) => Gen.Int[0, int.MaxValue - 1].Sample(seed =>
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(seed);
        Pick pick = new(seed);
        LayerCase layer = LayerRows.All[row](pick);
        layer.Module.eval();
        OnnxModel model = OnnxExporter.ToModel(layer.Module, layer.Inputs, new OnnxExportOptions { Opset = pick.Of(layer.Opsets) });
        ParityReport report = OnnxParity.Check(layer.Module, model, layer.Inputs, cases: 2, seed);
        Assert.That(report.LargestRelative, Is.LessThan(layer.Tolerance), $"{row}: {report}");
        Assert.That(report.Cases, Has.Count.GreaterThan(1), "Only the example ran.");
    }, iter: ConfigurationsOfARow, threads: 1);

    [Test]
    public void Over_two_thousand_configurations_are_tried() => Assert.That(LayerRows.All.Count * ConfigurationsOfARow, Is.GreaterThan(2000));
}
