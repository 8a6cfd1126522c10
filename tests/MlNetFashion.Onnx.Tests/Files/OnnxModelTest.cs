using CsCheck;
using Google.Protobuf;
using MlNetFashion.Onnx.Proto;
using MlNetFashion.Onnx.Tests.Export;
using MlNetFashion.Tests;
using NUnit.Framework;
using static TorchSharp.torch;

namespace MlNetFashion.Onnx.Tests.Files;

/// <summary>Reading models, also those that nobody should read.</summary>
public sealed class OnnxModelTest
{
    static OnnxModel Block()
    {
        manual_seed(1);
        using ResidualBlock block = new(4);
        return OnnxExporter.ToModel(block, [new OnnxInput("Image", randn(2, 4, 8, 8), "N", null, "H", "W")]);
    }

    [Test]
    public void A_model_is_the_same_after_save_and_load()
    {
        using TemporaryFolder folder = new();
        OnnxModel model = Block();
        model.Save(folder["m.onnx"]);
        Assert.That(OnnxModel.Load(folder["m.onnx"]).ToText(), Is.EqualTo(model.ToText()));
        Assert.That(File.ReadAllBytes(folder["m.onnx"]), Is.EqualTo(model.ToArray()));
    }

    [Test]
    public void The_text_tells_inputs_weights_and_nodes_a_line_each()
    {
        string text = Block().ToText();
        Assert.That(text, Does.Contain("input Image: Float (N, 4, H, W)\n"));
        Assert.That(text, Does.Contain("weight conv1.weight: Float (4, 4, 3, 3) "));
        Assert.That(text,
            Does.Contain("conv2/Conv = Conv(Relu, conv2.weight, conv2.bias) {dilations=[1, 1], group=1, kernel_shape=[3, 3], pads=[1, 1, 1, 1], "
            + "strides=[1, 1]}\n"));
    }

    [Test]
    public void Changed_weights_change_one_line()
    {
        OnnxModel model = Block();
        ModelProto changed = new(model.Proto);
        TensorProto weight = changed.Graph.Initializer.Single(tensor => tensor.Name == "conv1.weight");
        byte[] bytes = weight.RawData.ToByteArray();
        bytes[1] ^= 1;
        weight.RawData = ByteString.CopyFrom(bytes);
        string[] before = model.ToText().Split('\n'), after = new OnnxModel(changed).ToText().Split('\n');
        Assert.That(before.Zip(after).Count(pair => pair.First != pair.Second), Is.EqualTo(1));
    }

    [Test]
    public void The_summary_tells_parameters_and_operators()
    {
        string summary = Block().ToString();
        Assert.That(summary, Does.Contain("312 parameters").And.Contain("Conv 2").And.Contain("BatchNormalization 1"));
    }

    [Test]
    public void Damaged_files_are_refused_and_never_crash() => Gen.Select(Gen.Int[0, 4000], Gen.Byte, Gen.Int[0, 3]).Sample((place, value, kind) =>
    {
        byte[] bytes = s_block.Value.ToArray();
        if (kind == 0)
            bytes = bytes[..(place % bytes.Length)];
        else
            bytes[place % bytes.Length] = value;
        try
        {
            OnnxModel model = OnnxModel.Load(bytes);
            _ = model.ToText();
            _ = model.ToString();
        }
        catch (InvalidDataException)
        {
            // What a damaged file is answered with.
        }
    }, iter: 2000, threads: 1);

    static readonly Lazy<byte[]> s_block = new(() => Block().ToArray());

    [Test]
    public void Endless_nesting_is_refused()
    {
        GraphProto graph = new();
        for (int i = 0; i < 200; i++)
        {
            AttributeProto body = new() { Name = "body", Type = AttributeProto.Types.AttributeType.Graph, G = graph };
            graph = new GraphProto { Node = { new NodeProto { OpType = "Loop", Attribute = { body } } } };
        }

        byte[] bytes = new ModelProto { Graph = graph, OpsetImport = { new OperatorSetIdProto { Version = 17 } } }.ToByteArray();
        Assert.That(() => OnnxModel.Load(bytes), Throws.TypeOf<InvalidDataException>());
    }

    [TestCase((int)AttributeProto.Types.AttributeType.Tensor, "tensor")]
    [TestCase((int)AttributeProto.Types.AttributeType.Graph, "graph")]
    public void An_attribute_without_what_it_says_it_has_is_refused(int type, string name)
    {
        GraphProto body =
            new()
            {
                Node =
                {
                    new NodeProto
                    {
                        OpType = "Constant",
                        Attribute = { new AttributeProto { Name = "value", Type = (AttributeProto.Types.AttributeType)type } }
                    }
                }
            };
        AttributeProto branch = new() { Name = "then_branch", Type = AttributeProto.Types.AttributeType.Graph, G = body };
        ModelProto model =
            new()
            {
                Graph = new GraphProto { Node = { new NodeProto { OpType = "If", Attribute = { branch } } } },
                OpsetImport = { new OperatorSetIdProto { Version = 17 } }
            };
        Assert.That(() => OnnxModel.Load(model.ToByteArray()),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("'value'").And.Message.Contains($"a {name} and has none"));
    }

    [Test]
    public void An_impossible_shape_is_refused_before_memory_is_taken()
    {
        byte[] Shaped(params long[] dims)
        {
            TensorProto tensor = new() { Name = "w", DataType = 1 };
            tensor.Dims.AddRange(dims);
            return new ModelProto
            {
                Graph = new GraphProto { Initializer = { tensor } },
                OpsetImport = { new OperatorSetIdProto { Version = 17 } }
            }.ToByteArray();
        }

        Assert.That(() => OnnxModel.Load(Shaped(long.MaxValue, 4)), Throws.TypeOf<InvalidDataException>().With.Message.Contains("impossible shape"));
        Assert.That(() => OnnxModel.Load(Shaped(-1)), Throws.TypeOf<InvalidDataException>().With.Message.Contains("impossible shape"));
        Assert.That(() => OnnxModel.Load(Shaped(1L << 40)), Throws.TypeOf<InvalidDataException>().With.Message.Contains("'w' has 0 bytes"));
    }

    [Test]
    public void Two_weights_of_one_name_are_refused()
    {
        TensorProto tensor = new() { Name = "w", DataType = 1, FloatData = { 1 } };
        Assert.That(() => OnnxModel.Load(Bytes(new GraphProto { Initializer = { tensor, tensor } })),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("two weights of the name 'w'"));
    }

    [Test]
    public void Weights_are_read_from_whichever_list_holds_them()
    {
        TensorProto[] weights =
        [
            new() { Name = "float", DataType = 1, Dims = { 2 }, FloatData = { 1.5f, 2 } },
                new() { Name = "double", DataType = 11, Dims = { 1 }, DoubleData = { 3 } },
            new() { Name = "long", DataType = 7, Dims = { 1 }, Int64Data = { -1 } },
                new() { Name = "uint", DataType = 12, Dims = { 2 }, Uint64Data = { 1, uint.MaxValue } },
            new() { Name = "half", DataType = 10, Dims = { 1 }, Int32Data = { 0x3c00 } },
                new() { Name = "four bits", DataType = 22, Dims = { 3 }, RawData = ByteString.CopyFrom(1, 2) },
        ];
        OnnxModel model = OnnxModel.Load(Bytes(new GraphProto { Initializer = { weights } }));
        Assert.That(model.ToText(), Does.Contain("1.5 to 2"));
        Assert.That(weights.Select(weight => Convert.ToHexString(model.DataOf(weight))),
            Is.EqualTo((string[])["0000C03F00000040", "0000000000000840", "FFFFFFFFFFFFFFFF", "01000000FFFFFFFF", "003C", "0102"]));
    }

    [Test]
    public void Control_characters_of_a_file_do_not_reach_the_terminal()
    {
        const string Clear = "\u001b[2J\n";
        GraphProto graph =
            new()
            {
                Name = Clear,
                Input = { new ValueInfoProto { Name = Clear } },
                Output = { new ValueInfoProto { Name = Clear } },
                Node = { new NodeProto { OpType = Clear, Domain = Clear } }
            };
        OnnxModel model = OnnxModel.Load(Bytes(graph));
        Assert.That(model.ToString().Concat(model.ToText()).Where(char.IsControl).Distinct(), Is.EqualTo("\n"));
        graph.Initializer.Add(new TensorProto { Name = Clear, DataType = 1, Dims = { -1 } });
        Assert.That(() => OnnxModel.Load(Bytes(graph)), Throws.TypeOf<InvalidDataException>().With.Message.Not.Contains("\u001b"));
    }

    [TestCase("../secret.bin")]
    [TestCase("/etc/passwd")]
    [TestCase("sub/../../secret.bin")]
    [TestCase("link.bin")]
    [TestCase("linked/secret.bin")]
    public void External_data_outside_of_the_folder_is_refused(string location)
    {
        using TemporaryFolder folder = new();
        string inner = Directory.CreateDirectory(folder["model"]).FullName;
        File.WriteAllBytes(folder["secret.bin"], new byte[64]);
        File.CreateSymbolicLink(Path.Combine(inner, "link.bin"), folder["secret.bin"]);
        Directory.CreateDirectory(folder["elsewhere"]);
        File.WriteAllBytes(Path.Combine(folder["elsewhere"], "secret.bin"), new byte[64]);
        Directory.CreateSymbolicLink(Path.Combine(inner, "linked"), folder["elsewhere"]);
        string path = Path.Combine(inner, "m.onnx");
        File.WriteAllBytes(path, External(location, 16));
        Assert.That(() => OnnxModel.Load(path), Throws.TypeOf<InvalidDataException>().With.Message.Contains("outside of the model's folder"));
    }

    [Test]
    public void External_data_that_is_missing_or_too_short_is_refused()
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder["m.onnx"], External("w.bin", 16));
        Assert.That(() => OnnxModel.Load(folder["m.onnx"]), Throws.TypeOf<InvalidDataException>().With.Message.Contains("missing"));
        File.WriteAllBytes(folder["w.bin"], new byte[15]);
        Assert.That(() => OnnxModel.Load(folder["m.onnx"]), Throws.TypeOf<InvalidDataException>().With.Message.Contains("which has 15"));
        File.WriteAllBytes(folder["w.bin"], new byte[16]);
        Assert.That(OnnxModel.Load(folder["m.onnx"]).ParameterCount, Is.EqualTo(4));
        Assert.That(() => OnnxModel.Load(External("w.bin", 16)), Throws.TypeOf<InvalidDataException>().With.Message.Contains("read from a path"));
    }

    [TestCase("w\0.bin")]
    [TestCase("circle.bin")]
    public void External_data_under_an_impossible_name_is_refused(string location)
    {
        using TemporaryFolder folder = new();
        File.CreateSymbolicLink(folder["circle.bin"], "circle.bin");
        File.WriteAllBytes(folder["m.onnx"], External(location, 16));
        Assert.That(() => OnnxModel.Load(folder["m.onnx"]), Throws.TypeOf<InvalidDataException>());
    }

    [Test]
    public void External_data_may_be_linked_within_the_folder_and_the_folder_itself()
    {
        using TemporaryFolder folder = new();
        string inner = Directory.CreateDirectory(folder["model"]).FullName;
        File.WriteAllBytes(Path.Combine(inner, "w.bin"), new byte[16]);
        File.CreateSymbolicLink(Path.Combine(inner, "same.bin"), "w.bin");
        File.WriteAllBytes(Path.Combine(inner, "m.onnx"), External("same.bin", 16));
        Directory.CreateSymbolicLink(folder["latest"], inner);
        Assert.That(OnnxModel.Load(Path.Combine(folder["latest"], "m.onnx")).ParameterCount, Is.EqualTo(4));
    }

    [Test]
    public void A_model_with_external_data_becomes_one_file_when_it_is_written_to_memory()
    {
        using TemporaryFolder folder = new();
        using var layer = nn.Linear(64, 64);
        OnnxInput x = new("x", randn(2, 64), "N");
        OnnxExporter.Export(layer, [x], folder["m.onnx"], new OnnxExportOptions { ExternalData = true });
        OnnxModel model = OnnxModel.Load(folder["m.onnx"]);
        Assert.That(OnnxModel.Load(model.ToArray()).ToText(), Is.EqualTo(model.ToText()));
        Assert.That(OnnxParity.Check(layer, model, [x]).LargestRelative, Is.LessThan(1e-5));
    }

    static byte[] Bytes(GraphProto graph) => new ModelProto { Graph = graph, OpsetImport = { new OperatorSetIdProto { Version = 17 } } }.ToByteArray();

    static byte[] External(string location, int length)
    {
        TensorProto tensor = new() { Name = "w", DataType = 1, DataLocation = TensorProto.Types.DataLocation.External };
        tensor.Dims.Add(length / 4);
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = location });
        return new ModelProto { Graph = new GraphProto { Initializer = { tensor } }, OpsetImport = { new OperatorSetIdProto { Version = 17 } } }.ToByteArray();
    }
}
