using NUnit.Framework;
using TorchSharp;
using static TorchSharp.torch;

namespace MlNetFashion.Onnx.Tests.Export;

/// <summary>Mistakes are reported where they are made, with what is needed to correct them.</summary>
public sealed class ExportErrorTest
{
    static OnnxInput Image => new("x", randn(2, 3, 8, 8), "N");

    [Test]
    public void A_wrong_shape_is_told_with_the_module_and_both_shapes()
    {
        using Chain chain = new(nn.Conv2d(3, 4, 3), new Chain(nn.ReLU(), new Lambda(x => x.matmul(ones(5, 2)))));
        Assert.That(Refusal(chain, Image), Does.Contain("1.1").And.Contain("matmul").And.Contain("(N=2, 4, 6, 6)").And.Contain("(5, 2)"));
    }

    [Test]
    public void A_layer_that_does_not_fit_is_told_with_its_place_and_what_it_was_given()
    {
        using var model = nn.Sequential(("body", nn.Sequential(("flat", nn.Flatten()), ("head", nn.Linear(100, 2)))));
        Assert.That(Refusal(model, Image), Does.StartWith("body.head: Linear of Float (N=2, 192) is not possible"));
    }

    [Test]
    public void The_graph_builder_itself_tells_both_shapes()
    {
        GraphBuilder g = new();
        GraphValue a = g.Input("a", ElementType.Float, Dim.Named("N", 2), 3), b = g.Input("b", ElementType.Float, 4, 5);
        Assert.That(() => g.Node("MatMul", [a, b]), Throws.TypeOf<OnnxExportException>().With.Message.Contains("(N=2, 3)").And.Message.Contains("(4, 5)"));
        Assert.That(() => g.Node("Add", [a, b]), Throws.TypeOf<OnnxExportException>().With.Message.Contains("neither is 1"));
        Assert.That(() => g.Node("Reshape", [b, g.Constant(7, 3)]), Throws.TypeOf<OnnxExportException>().With.Message.Contains("20 elements are not 21"));
        Assert.That(() => g.Node("Add", [a, g.Scalar(1, ElementType.Int64)]), Throws.TypeOf<OnnxExportException>().With.Message.Contains("one element type"));
        Assert.That(() => g.Node("Conv", [g.Input("i", ElementType.Float, 1, 3, 8, 8), g.Input("w", ElementType.Float, 4, 2, 3, 3)]),
            Throws.TypeOf<OnnxExportException>().With.Message.Contains("expects 2 channels"));
        Assert.That(() => g.Node("Frobnicate", [a]), Throws.TypeOf<OnnxExportException>().With.Message.Contains("not an operator"));
    }

    [Test]
    public void An_unknown_layer_is_named_with_its_place_and_what_to_do()
    {
        using var model = nn.Sequential(("body", nn.Sequential(("strange", new Strange()))));
        Assert.That(Refusal(model, Image), Does.StartWith("body.strange").And.Contain(nameof(Strange)).And.Contain("OnnxLayers.Add<Strange>"));
    }

    [Test]
    public void A_layer_without_a_form_tells_why()
    {
        using var model = nn.Sequential(("pool", nn.FractionalMaxPool2d(2, output_size: 3)));
        Assert.That(Refusal(model, Image), Does.StartWith("pool").And.Contain("at random"));
    }

    [Test]
    public void A_layer_that_was_added_is_exported_and_one_described_wrongly_is_refused()
    {
        OnnxLayers.Add<Doubling>((_, x) => x * 2);
        using Doubling right = new();
        Assert.That(OnnxParity.Check(right, OnnxExporter.ToModel(right, [Image]), [Image]).LargestRelative, Is.Zero);
        OnnxLayers.Add<Doubling>((_, x) => x * 3);
        Assert.That(Refusal(right, Image), Does.Contain(nameof(Doubling)).And.Contain("differ"));
    }

    [Test]
    public void A_free_dimension_is_not_frozen_silently()
    {
        using Lambda module = new(x => x.reshape((long)x.size(0), -1));
        Assert.That(Refusal(module, Image), Does.Contain("N=2").And.Contain("frozen"));
    }

    [Test]
    public void A_tensor_that_leaves_the_trace_is_not_lost_silently()
    {
        using Lambda module = new(x => x.Tensor.sigmoid());
        Assert.That(Refusal(module, Image), Does.Contain("missing from the file"));
    }

    [Test]
    public void A_result_that_depends_on_chance_is_refused_with_the_numbers()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        using Lambda module = new(x => x + rand(1));
        Assert.That(() => OnnxExporter.Export(module, [Image], path),
            Throws.TypeOf<OnnxExportException>().With.Message.Contains("output differs by").And.Message.Contains("tolerance is 0.0001"));
        Assert.That(File.Exists(path), Is.False);
        Assert.That(Directory.GetFileSystemEntries(Path.GetTempPath(), Path.GetFileName(path) + "*"), Is.Empty);
    }

    [Test]
    public void The_wrong_number_of_inputs_or_of_names_is_told()
    {
        using PairLambda module = new((a, b) => a + b);
        Assert.That(Refusal(module, Image), Does.Contain("no call over 1 Value"));
        Assert.That(Refusal(nn.ReLU(), Image, new OnnxInput("y", randn(2))), Does.Contain("takes 1 input, but 2"));
        Assert.That(Refusal(nn.ReLU()), Does.Contain("takes 1 input, but 0"));
        Assert.That(() => OnnxExporter.ToModel(new Lambda(x => x), [Image], new OnnxExportOptions { Outputs = ["a", "b"] }),
            Throws.TypeOf<OnnxExportException>().With.Message.Contains("gives 1 outputs, but 2 names"));
    }

    [Test]
    public void Free_dimensions_that_the_examples_do_not_have_or_do_not_share_are_told()
    {
        Assert.That(Refusal(nn.ReLU(), new OnnxInput("x", randn(2, 4), "N", "T", "D")),
            Does.Contain("names 3 dimensions (N, T, D)").And.Contain("has 2 (2, 4)"));
        using PairLambda module = new((a, b) => a.sum(-1) + b.sum(-1));
        Assert.That(Refusal(module, new OnnxInput("a", randn(2, 3), "N", "T"), new OnnxInput("b", randn(2, 5), "N", "T")),
            Does.Contain("'T'").And.Contain("3 in the example 'a' and 5 in 'b'"));
    }

    [Test]
    public void What_a_layer_or_function_cannot_do_is_told_with_its_place()
    {
        using var norm = nn.Sequential(("norm", nn.BatchNorm2d(3, track_running_stats: false)));
        Assert.That(Refusal(norm, Image), Does.StartWith("norm: a batch norm without running statistics"));
        using Chain frozen = new(new Lambda(x => x * (double)(long)x.size(0)));
        Assert.That(Refusal(frozen, Image), Does.StartWith("0: the dynamic dimension N=2"));
        using Chain area = new(new Lambda(x => x.interpolate(size: [4, 4], InterpolationMode.Area)));
        Assert.That(Refusal(area, Image), Does.StartWith("0: interpolate cannot be written").And.Contain("adaptive average pooling"));
        Assert.That(() => OnnxExporter.ToModel(new Lambda(x => x.topk(9).Values), [Image]),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("9 of the 8 elements"));
    }

    [Test]
    public void Numbers_that_cannot_be_narrowed_are_told()
    {
        using var wide = nn.Linear(4, 2).to(float64);
        Assert.That(() =>
            OnnxExporter.ToModel(wide, [new OnnxInput("x", randn(2, 4, dtype: float64))], new OnnxExportOptions { Precision = OnnxPrecision.Float16 }),
            Throws.TypeOf<OnnxExportException>().With.Message.Contains("64-bit numbers"));
    }

    [Test]
    public void A_failed_export_leaves_the_module_as_it_was()
    {
        using var model = nn.Sequential(("norm", nn.BatchNorm2d(3)), ("strange", new Strange()));
        model.train();
        model.children().First().eval();
        Refusal(model, Image);
        Assert.That((model.training, model.children().First().training, model.children().Last().training), Is.EqualTo((true, false, true)));
        Assert.That(model.call(randn(2, 3, 4, 4)).shape, Is.EqualTo(new long[] { 2, 3, 4, 4 }));
    }

    static string Refusal(nn.Module module, params OnnxInput[] inputs) =>
        Assert.Throws<OnnxExportException>(() => OnnxExporter.ToModel(module, inputs))!.Message;

    sealed class Strange() : nn.Module<Tensor, Tensor>(nameof(Strange))
    {
        public override Tensor forward(Tensor x) => x * 2;
    }

    sealed class Doubling() : nn.Module<Tensor, Tensor>(nameof(Doubling))
    {
        public override Tensor forward(Tensor x) => x * 2;
    }
}
