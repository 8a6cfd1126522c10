using NUnit.Framework;
using static TorchSharp.torch;

namespace MlNetFashion.Onnx.Tests.Networks;

/// <summary>Whole networks with random weights, at the depth of the originals and a fraction of their width.</summary>
public sealed class NetworkTest
{
    static readonly Dictionary<string, Func<(nn.Module, OnnxInput[])>> s_networks = new()
    {
        ["ResNet-18"] = () => (new ResNet(width: 8, classes: 10), [new OnnxInput("Image", randn(2, 3, 64, 64), "N", null, "H", "W")]),
        ["U-Net"] = () => (new UNet(), [new OnnxInput("Image", randn(1, 3, 16, 24), "N")]),
        ["DCGAN generator"] = () => (Dcgan.Generator(), [new OnnxInput("Noise", randn(2, 32), "N")]),
        ["DCGAN discriminator"] = () => (Dcgan.Discriminator(), [new OnnxInput("Image", randn(2, 3, 64, 64), "N")]),
        ["BERT, 4 layers"] = () => (new Bert(vocabulary: 200, width: 48, heads: 4, depth: 4, length: 32), Bert.Example(200)),
        ["BERT, 12 layers"] = () => (new Bert(vocabulary: 200, width: 48, heads: 12, depth: 12, length: 32), Bert.Example(200)),
        ["GPT-2"] = () => (new Gpt2(vocabulary: 200, width: 48, heads: 12, depth: 12, length: 32), [new OnnxInput("InputIds", randint(0, 200, [2, 7], dtype: ScalarType.Int64), "N", "T")]),
        ["ViT-S"] = () => (new VisionTransformer(image: 64, width: 48, heads: 6, depth: 12, classes: 10), [new OnnxInput("Image", randn(2, 3, 64, 64), "N")]),
        ["LSTM tagger"] = () => (new LstmTagger(), [new OnnxInput("InputIds", randint(0, 100, [2, 7], dtype: ScalarType.Int64), "N", "T")]),
    };

    static IEnumerable<string> Networks => s_networks.Keys;

    [TestCaseSource(nameof(Networks))]
    public void A_network_with_random_weights_computes_the_same_in_its_file(string name)
    {
        manual_seed(5);
        (nn.Module network, OnnxInput[] inputs) = s_networks[name]();
        using TempFolder folder = new();
        // MLNETFASHION_ONNX_OUT keeps the files, for onnx.checker and other readers.
        string path = Environment.GetEnvironmentVariable("MLNETFASHION_ONNX_OUT") is { } kept ? Path.Combine(kept, $"{name.Replace(' ', '-').Replace(",", "")}.onnx") : folder["net.onnx"];
        ParityReport report = OnnxExporter.Export(network, inputs, path)!;
        TestContext.Out.WriteLine(report);
        Assert.That(report.LargestRelative, Is.LessThan(1e-4));
        Assert.That(report.Cases, Has.Count.EqualTo(5));
        network.Dispose();
    }

    [Test]
    public void ONNX_Runtime_fuses_the_GELUs_and_score_products_of_BERT_and_with_a_fixed_length_its_layer_norms()
    {
        using Bert bert = new(vocabulary: 200, width: 48, heads: 4, depth: 4, length: 32);
        IReadOnlyDictionary<string, int> free = OptimisedModel.Operators(OnnxExporter.ToModel(bert, Bert.Example(200)));
        Assert.That(free.GetValueOrDefault("com.microsoft.BiasGelu"), Is.EqualTo(4));
        Assert.That(free.GetValueOrDefault("com.microsoft.FusedMatMul"), Is.EqualTo(4));
        Assert.That(free.Keys, Does.Not.Contain("Erf"));

        // ONNX Runtime asks for a known length here.
        IReadOnlyDictionary<string, int> known = OptimisedModel.Operators(OnnxExporter.ToModel(bert, [.. Bert.Example(200).Select(input => input with { Axes = ["N"] })]));
        Assert.That(known.GetValueOrDefault("com.microsoft.SkipLayerNormalization"), Is.EqualTo(8));
    }
}
