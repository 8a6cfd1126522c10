using CsCheck;
using Google.Protobuf;
using MlNetFashion.Onnx.Proto;
using MlNetFashion.Onnx.Tests.Export;
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
        using TempFolder folder = new();
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
        Assert.That(text, Does.Contain("conv2/Conv = Conv(Relu, conv2.weight, conv2.bias) {dilations=[1, 1], group=1, kernel_shape=[3, 3], pads=[1, 1, 1, 1], strides=[1, 1]}\n"));
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

    [Test]
    public void An_impossible_shape_is_refused_before_memory_is_taken()
    {
        byte[] Shaped(params long[] dims)
        {
            TensorProto tensor = new() { Name = "w", DataType = 1 };
            tensor.Dims.AddRange(dims);
            return new ModelProto { Graph = new GraphProto { Initializer = { tensor } }, OpsetImport = { new OperatorSetIdProto { Version = 17 } } }.ToByteArray();
        }

        Assert.That(() => OnnxModel.Load(Shaped(long.MaxValue, 4)), Throws.TypeOf<InvalidDataException>().With.Message.Contains("impossible shape"));
        Assert.That(() => OnnxModel.Load(Shaped(-1)), Throws.TypeOf<InvalidDataException>().With.Message.Contains("impossible shape"));
        Assert.That(() => OnnxModel.Load(Shaped(1L << 40)).ToText(), Throws.TypeOf<InvalidDataException>().With.Message.Contains("'w' has 0 bytes"));
    }

    [TestCase("../secret.bin")]
    [TestCase("/etc/passwd")]
    [TestCase("sub/../../secret.bin")]
    [TestCase("link.bin")]
    public void External_data_outside_of_the_folder_is_refused(string location)
    {
        using TempFolder folder = new();
        string inner = Directory.CreateDirectory(folder["model"]).FullName;
        File.WriteAllBytes(folder["secret.bin"], new byte[64]);
        File.CreateSymbolicLink(Path.Combine(inner, "link.bin"), folder["secret.bin"]);
        string path = Path.Combine(inner, "m.onnx");
        File.WriteAllBytes(path, External(location, 16));
        Assert.That(() => OnnxModel.Load(path), Throws.TypeOf<InvalidDataException>().With.Message.Contains("outside of the model's folder"));
    }

    [Test]
    public void External_data_that_is_missing_or_too_short_is_refused()
    {
        using TempFolder folder = new();
        File.WriteAllBytes(folder["m.onnx"], External("w.bin", 16));
        Assert.That(() => OnnxModel.Load(folder["m.onnx"]), Throws.TypeOf<InvalidDataException>().With.Message.Contains("missing"));
        File.WriteAllBytes(folder["w.bin"], new byte[15]);
        Assert.That(() => OnnxModel.Load(folder["m.onnx"]), Throws.TypeOf<InvalidDataException>().With.Message.Contains("which has 15"));
        File.WriteAllBytes(folder["w.bin"], new byte[16]);
        Assert.That(OnnxModel.Load(folder["m.onnx"]).ParameterCount, Is.EqualTo(4));
        Assert.That(() => OnnxModel.Load(External("w.bin", 16)), Throws.TypeOf<InvalidDataException>().With.Message.Contains("read from a path"));
    }

    static byte[] External(string location, int length)
    {
        TensorProto tensor = new() { Name = "w", DataType = 1, DataLocation = TensorProto.Types.DataLocation.External };
        tensor.Dims.Add(length / 4);
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = location });
        return new ModelProto { Graph = new GraphProto { Initializer = { tensor } }, OpsetImport = { new OperatorSetIdProto { Version = 17 } } }.ToByteArray();
    }
}
