using MlNetFashion.Onnx.Proto;
using MlNetFashion.Onnx.Tests.Networks;
using NUnit.Framework;
using static TorchSharp.torch;

namespace MlNetFashion.Onnx.Tests.Quantisation;

public sealed class OnnxQuantiserTest
{
    static (OnnxModel Model, IReadOnlyDictionary<string, Tensor>[] Examples) TextModel()
    {
        manual_seed(3);
        using Bert bert = new(vocabulary: 500, width: 64, heads: 4, depth: 2);
        OnnxModel model = OnnxExporter.ToModel(bert, Bert.Example(500), new OnnxExportOptions { Outputs = ["Embedding"] });
        return (model, [.. Enumerable.Range(0, 4).Select(_ => (IReadOnlyDictionary<string, Tensor>)new Dictionary<string, Tensor>
        {
            ["InputIds"] = randint(0, 500, [8, 16], dtype: ScalarType.Int64), ["AttentionMask"] = ones([8, 16], dtype: ScalarType.Int64),
        })]);
    }

    static (OnnxModel Model, IReadOnlyDictionary<string, Tensor>[] Examples) ImageModel()
    {
        manual_seed(3);
        using ResNet net = new(width: 16, classes: 10);
        net.eval();
        OnnxModel model = OnnxExporter.ToModel(net, [new OnnxInput("Image", randn(2, 3, 32, 32), "N")]);
        return (model, [.. Enumerable.Range(0, 6)
            .Select(_ => (IReadOnlyDictionary<string, Tensor>)new Dictionary<string, Tensor> { ["Image"] = randn(2, 3, 32, 32) })]);
    }

    [Test]
    public void Dynamic_quantisation_is_small_and_near()
    {
        (OnnxModel model, var examples) = TextModel();
        OnnxModel int8 = OnnxQuantiser.Dynamic(model, new QuantisationOptions { SmallestWeight = 256 });
        QuantisationReport report = OnnxQuantiser.Compare(model, int8, examples, repeats: 1, threads: 1);
        TestContext.Out.WriteLine(report);
        Assert.That(int8.Operators.Single(entry => entry.Operator == "MatMulInteger").Count, Is.GreaterThanOrEqualTo(12));
        Assert.That(report.Smaller, Is.GreaterThan(2.5));
        Assert.That(report.Cosines["Embedding"], Is.GreaterThan(0.99));
    }

    [Test]
    public void Weights_only_is_small_and_nearer()
    {
        (OnnxModel model, var examples) = TextModel();
        QuantisationReport report = OnnxQuantiser.Compare(model, OnnxQuantiser.WeightsOnly(model, new QuantisationOptions { SmallestWeight = 256 }), examples,
            repeats: 1, threads: 1);
        Assert.That(report.Smaller, Is.GreaterThan(2.5));
        Assert.That(report.Cosines["Embedding"], Is.GreaterThan(0.999));
    }

    [Test]
    public void Static_quantisation_of_convolutions_runs_as_8_bit_operators_and_is_near()
    {
        (OnnxModel model, var examples) = ImageModel();
        OnnxModel int8 = OnnxQuantiser.Static(model, examples[..4]);
        QuantisationReport report = OnnxQuantiser.Compare(model, int8, examples[4..], repeats: 1, threads: 1);
        TestContext.Out.WriteLine(report);
        Assert.That(report.Smaller, Is.GreaterThan(3));
        Assert.That(report.Cosines["output"], Is.GreaterThan(0.98));
        IReadOnlyDictionary<string, int> operators = OptimisedModel.Operators(int8);
        Assert.That(operators.GetValueOrDefault("QLinearConv"), Is.EqualTo(20));
        Assert.That(operators.GetValueOrDefault("Conv"), Is.Zero);
    }

    [Test]
    public void Folding_batch_norms_changes_nothing_but_the_graph()
    {
        (OnnxModel model, var examples) = ImageModel();
        OnnxModel folded = BatchNormFolding.Apply(model);
        Assert.That(folded.Operators.Select(entry => entry.Operator), Does.Not.Contain("BatchNormalization"));
        Assert.That(OnnxQuantiser.Compare(model, folded, examples, repeats: 1, threads: 1).Cosines["output"], Is.GreaterThan(0.999999));
    }

    [Test]
    public void What_is_excluded_stays_in_floating_point()
    {
        (OnnxModel model, _) = TextModel();
        OnnxModel int8 = OnnxQuantiser.Dynamic(model, new QuantisationOptions { SmallestWeight = 256, Exclude = ["layers.0."] });
        Assert.That(int8.NodeNames.Where(name => name.Contains("/int8")), Has.None.StartsWith("layers.0.").And.Some.StartsWith("layers.1."));
    }

    [Test]
    public void A_matrix_that_serves_twice_is_stored_once()
    {
        using var shared = nn.Linear(64, 64);
        using var twice = nn.Sequential(("a", shared), ("b", nn.ReLU()), ("c", shared));
        OnnxModel model = OnnxExporter.ToModel(twice, [new OnnxInput("x", randn(2, 3, 64), "N")]);
        foreach (OnnxModel small in (OnnxModel[])[OnnxQuantiser.Dynamic(model), OnnxQuantiser.WeightsOnly(model)])
        {
            Assert.That(small.Initializers.Count(weight => weight.Type == ElementType.Int8 && weight.Elements == 64 * 64), Is.EqualTo(1));
            Assert.That(OnnxParity.Check(twice, small, [new OnnxInput("x", randn(2, 3, 64), "N")]).LargestAbsolute, Is.LessThan(0.1));
        }
    }

    [Test]
    public void What_cannot_be_quantised_is_told()
    {
        using var layer = nn.Linear(64, 64);
        OnnxModel half = OnnxExporter.ToModel(layer, [new OnnxInput("x", randn(2, 64), "N")], new OnnxExportOptions { Precision = OnnxPrecision.Float16 });
        Assert.That(() => OnnxQuantiser.Dynamic(half), Throws.ArgumentException.With.Message.Contains("16-bit"));
        ModelProto old = new(OnnxExporter.ToModel(layer, [new OnnxInput("x", randn(2, 64), "N")]).Proto);
        old.OpsetImport[0].Version = 10;
        Assert.That(() => OnnxQuantiser.Dynamic(new OnnxModel(old)),
            Throws.ArgumentException.With.Message.Contains("needs operators of opset 11").And.Message.Contains("opset 10"));
    }

    [Test]
    public void Models_of_others_keep_what_their_branches_read_and_lose_inputs_that_were_weights()
    {
        using var layer = nn.Linear(64, 64);
        ModelProto foreign = new(OnnxExporter.ToModel(layer, [new OnnxInput("x", randn(2, 3, 64), "N")]).Proto) { IrVersion = 3 };
        GraphProto graph = foreign.Graph;
        foreach (TensorProto weight in graph.Initializer)
            graph.Input.Add(
                new ValueInfoProto { Name = weight.Name, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = weight.DataType } } });
        graph.Initializer.Add(new TensorProto { Name = "deep", DataType = 1, FloatData = { 2 } });
        graph.Initializer.Add(new TensorProto { Name = "yes", DataType = 9, Int32Data = { 1 } });
        GraphProto Branch(string op) =>
            new()
            {
                Name = op,
                Node = { new NodeProto { OpType = op, Input = { "output", "deep" }, Output = { op } } },
                Output = { new ValueInfoProto { Name = op } }
            };
        graph.Node.Add(new NodeProto
        {
            OpType = "If",
            Input = { "yes" },
            Output = { "chosen" },
            Attribute =
            {
                new AttributeProto { Name = "then_branch", Type = AttributeProto.Types.AttributeType.Graph, G = Branch("Mul") },
                new AttributeProto { Name = "else_branch", Type = AttributeProto.Types.AttributeType.Graph, G = Branch("Add") },
            },
        });
        graph.Output[0].Name = "chosen";
        OnnxModel small = OnnxQuantiser.Dynamic(new OnnxModel(foreign));
        Assert.That(small.Inputs.Select(input => input.Name), Is.EqualTo((string[])["x"]));
        Tensor x = randn(2, 3, 64);
        using OrtRunner runner = new(small.ToArray());
        using (no_grad())
            Assert.That((runner.Run([("x", x)])[0] - layer.call(x) * 2).abs().max().item<float>(), Is.LessThan(0.1));
    }

    [Test]
    public void An_example_without_an_input_is_told()
    {
        (OnnxModel model, _) = ImageModel();
        Assert.That(() => OnnxQuantiser.Static(model, [new Dictionary<string, Tensor> { ["Picture"] = randn(1, 3, 32, 32) }]),
            Throws.ArgumentException.With.Message.Contains("lacks the input 'Image'"));
        Assert.That(() => OnnxQuantiser.Static(model, []), Throws.ArgumentException.With.Message.Contains("no examples"));
    }
}
