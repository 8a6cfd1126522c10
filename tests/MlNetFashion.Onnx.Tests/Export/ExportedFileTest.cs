using MlNetFashion.Tests;
using NUnit.Framework;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlNetFashion.Onnx.Tests.Export;

/// <summary>What an exported file looks like.</summary>
public sealed class ExportedFileTest
{
    static OnnxInput[] Inputs =>
    [
        new("InputIds", randint(0, 50, [2, 5], dtype: ScalarType.Int64), "N", "T"),
        new("AttentionMask", tensor(new long[] { 1, 1, 1, 1, 0, 1, 1, 1, 0, 0 }).reshape(2, 5), "N", "T"),
    ];

    [Test]
    public void Inputs_outputs_free_dimensions_opset_and_metadata_are_as_told()
    {
        using TextEncoder encoder = new();
        OnnxModel model = OnnxExporter.ToModel(encoder, Inputs, new OnnxExportOptions
        {
            Outputs = ["TextEmbedding"],
            Opset = 21,
            Metadata = new Dictionary<string, string> { ["seed"] = "7", ["commit"] = "abc" },
        });
        Assert.That(model.Inputs.Select(input => input.ToString()), Is.EqualTo(["InputIds: Int64 (N, T)", "AttentionMask: Int64 (N, T)"]));
        Assert.That(model.Outputs.Select(output => output.ToString()), Is.EqualTo(["TextEmbedding: Float (N, 8)"]));
        Assert.That(model.Opsets, Is.EqualTo(new Dictionary<string, long> { [""] = 21 }));
        Assert.That(model.Metadata, Is.EquivalentTo(new Dictionary<string, string> { ["seed"] = "7", ["commit"] = "abc" }));
    }

    [Test]
    public void Every_parameter_is_an_initializer_of_its_name_and_content()
    {
        using TextEncoder encoder = new();
        OnnxModel model = OnnxExporter.ToModel(encoder, Inputs);
        foreach ((string name, Parameter parameter) in encoder.named_parameters())
        {
            InitializerDescription weight = model.Initializers.Single(weight => weight.Name == name);
            Assert.That(weight.Shape, Is.EqualTo(parameter.shape), name);
        }

        Assert.That(model.ParameterCount, Is.EqualTo(encoder.named_parameters().Sum(entry => entry.parameter.numel())));
    }

    [Test]
    public void Nodes_are_named_after_the_path_of_their_module()
    {
        using TextEncoder encoder = new();
        string[] names = [.. OnnxExporter.ToModel(encoder, Inputs).NodeNames];
        Assert.That(names, Does.Contain("layers.0.attention.query/MatMul"));
        Assert.That(names, Does.Contain("layers.1.attention/Softmax"));
        Assert.That(names, Does.Contain("layers.1.norm2/LayerNormalization"));
        Assert.That(names, Is.Unique);
    }

    [Test]
    public void The_same_weights_give_the_same_bytes_and_others_do_not()
    {
        using TextEncoder encoder = new();
        byte[] first = OnnxExporter.ToModel(encoder, Inputs).ToArray();
        Assert.That(OnnxExporter.ToModel(encoder, Inputs).ToArray(), Is.EqualTo(first));
        using (no_grad())
            encoder.named_parameters().First().parameter.add_(1);
        Assert.That(OnnxExporter.ToModel(encoder, Inputs).ToArray(), Is.Not.EqualTo(first));
    }

    [Test]
    public void A_module_can_have_several_outputs()
    {
        using TwoHeads module = new();
        OnnxInput[] inputs = [new("x", randn(2, 6), "N")];
        OnnxModel model = OnnxExporter.ToModel(module, inputs, new OnnxExportOptions { Outputs = ["Mean", "Variance"] });
        Assert.That(model.Outputs.Select(output => output.Name), Is.EqualTo(["Mean", "Variance"]));
        Assert.That(OnnxParity.Check(module, model, inputs).LargestRelative, Is.LessThan(1e-5));
    }

    [Test]
    public void An_input_that_is_handed_through_and_one_value_given_twice_are_outputs_of_their_own()
    {
        using GivesTwice module = new();
        OnnxInput[] inputs = [new("x", randn(2, 6), "N")];
        OnnxModel model = OnnxExporter.ToModel(module, inputs, new OnnxExportOptions { Outputs = ["a", "b", "c"] });
        Assert.That(OnnxParity.Check(module, model, inputs).LargestRelative, Is.Zero);
    }

    [Test]
    public void A_stream_receives_the_same_model_as_a_file()
    {
        using TextEncoder encoder = new();
        using MemoryStream stream = new();
        Assert.That(OnnxExporter.Export(encoder, Inputs, stream)!.LargestRelative, Is.LessThan(1e-5));
        Assert.That(stream.ToArray(), Is.EqualTo(OnnxExporter.ToModel(encoder, Inputs).ToArray()));
    }

    [Test]
    public void Sixteen_bit_numbers_halve_the_file_and_nearly_agree()
    {
        using TextEncoder encoder = new();
        OnnxExportOptions half = new() { Precision = OnnxPrecision.Float16 };
        using MemoryStream stream = new(), whole = new();
        Assert.That(OnnxExporter.Export(encoder, Inputs, stream, half)!.LargestRelative, Is.LessThan(0.02).And.GreaterThan(0));
        OnnxExporter.Export(encoder, Inputs, whole);
        Assert.That((double)stream.Length / whole.Length, Is.LessThan(0.65));
        Assert.That(OnnxModel.Load(stream.ToArray()).Outputs[0].Type, Is.EqualTo(ElementType.Float));
    }

    [Test]
    public void Weights_of_sixteen_bits_halve_the_file_and_are_all_that_is_lost()
    {
        using TextEncoder encoder = new();
        OnnxExportOptions half = new() { Precision = OnnxPrecision.Float16Weights };
        using MemoryStream stream = new(), whole = new();
        Assert.That(OnnxExporter.Export(encoder, Inputs, stream, half)!.LargestRelative, Is.LessThan(0.02).And.GreaterThan(0));
        OnnxExporter.Export(encoder, Inputs, whole);
        Assert.That((double)stream.Length / whole.Length, Is.LessThan(0.65));
        OnnxModel stored = OnnxModel.Load(stream.ToArray());
        // A module with the file's weights computes what the file computes, in 32 bits.
        OnnxWeights.Load(encoder, stored);
        Assert.That(OnnxParity.Check(encoder, stored, Inputs).LargestRelative, Is.LessThan(1e-5));
    }

    [Test]
    public void Weights_beside_the_model_are_found_again_and_survive_a_copy()
    {
        using TemporaryFolder folder = new();
        using TextEncoder encoder = new();
        ParityReport report = OnnxExporter.Export(encoder, Inputs, folder["text.onnx"], new OnnxExportOptions { ExternalData = true })!;
        Assert.That(report.LargestRelative, Is.LessThan(1e-5));
        string[] files = [.. Directory.GetFileSystemEntries(folder.Path).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
        Assert.That(files, Has.Length.EqualTo(2));
        Assert.That(files[0], Is.EqualTo("text.onnx"));
        Assert.That(files[1], Does.Match(@"^text\.onnx\.[0-9a-f]{8}\.data$"));
        Assert.That(new FileInfo(folder["text.onnx"]).Length, Is.LessThan(40_000));

        OnnxModel loaded = OnnxModel.Load(folder["text.onnx"]);
        loaded.Save(folder["whole.onnx"]);
        Assert.That(OnnxParity.Check(encoder, folder["whole.onnx"], Inputs).LargestRelative, Is.LessThan(1e-5));
        Assert.That(File.ReadAllBytes(folder["whole.onnx"]), Is.EqualTo(OnnxExporter.ToModel(encoder, Inputs).ToArray()));
    }

    [Test]
    public void Shared_parameters_are_written_once()
    {
        using Tied module = new();
        OnnxInput[] inputs = [new("ids", randint(0, 9, [2, 3], dtype: ScalarType.Int64), "N", "T")];
        OnnxModel model = OnnxExporter.ToModel(module, inputs);
        Assert.That(model.ParameterCount, Is.EqualTo(9 * 4));
        Assert.That(OnnxParity.Check(module, model, inputs).LargestRelative, Is.LessThan(1e-5));
    }

    [Test]
    public void Modules_in_lists_and_dictionaries_keep_their_names()
    {
        using Collections module = new();
        OnnxModel model = OnnxExporter.ToModel(module, [new OnnxInput("x", randn(2, 3), "N")]);
        Assert.That(model.Initializers.Select(weight => weight.Name), Is.EqualTo(["list.0.weight", "list.0.bias", "named.last.weight", "named.last.bias"]));
        Assert.That(model.NodeNames, Is.EqualTo(["list.0/Gemm", "named.last/Gemm"]));
    }

    sealed class Collections : nn.Module<Value, Value>
    {
        readonly ModuleList<Linear> list = nn.ModuleList(nn.Linear(3, 3));
        readonly ModuleDict<Linear> named = nn.ModuleDict(("last", nn.Linear(3, 3)));

        public Collections() : base(nameof(Collections)) => RegisterComponents();

        public override Value forward(Value x) => named["last"].call(list[0].call(x));
    }

    sealed class TwoHeads : nn.Module<Value, (Value Mean, Value Variance)>
    {
        readonly Linear mean = nn.Linear(6, 2), variance = nn.Linear(6, 2);

        public TwoHeads() : base(nameof(TwoHeads)) => RegisterComponents();

        public override (Value Mean, Value Variance) forward(Value x) => (mean.call(x), variance.call(x).softplus());
    }

    sealed class GivesTwice() : nn.Module<Value, (Value, Value, Value)>(nameof(GivesTwice))
    {
        public override (Value, Value, Value) forward(Value x)
        {
            Value y = x * 2.0;
            return (x, y, y);
        }
    }

    sealed class Tied : nn.Module<Value, Value>
    {
        readonly Embedding words = nn.Embedding(9, 4);

        public Tied() : base(nameof(Tied)) => RegisterComponents();

        public override Value forward(Value ids) => words.call(ids).tanh().linear(words.weight!);
    }
}
