using MlNetFashion.Tests;
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
        ["GPT-2"] = () =>
            (new Gpt2(vocabulary: 200, width: 48, heads: 12, depth: 12, length: 32),
                [new OnnxInput("InputIds", randint(0, 200, [2, 7], dtype: ScalarType.Int64), "N", "T")]),
        ["ViT-S"] = () => (new VisionTransformer(image: 64, width: 48, heads: 6, depth: 12, classes: 10), [new OnnxInput("Image", randn(2, 3, 64, 64), "N")]),
        ["LSTM tagger"] = () => (new LstmTagger(), [new OnnxInput("InputIds", randint(0, 100, [2, 7], dtype: ScalarType.Int64), "N", "T")]),
    };

    static IEnumerable<string> Networks => s_networks.Keys;

    [TestCaseSource(nameof(Networks))]
    public void A_network_with_random_weights_computes_the_same_in_its_file(string name)
    {
        manual_seed(5);
        (nn.Module network, OnnxInput[] inputs) = s_networks[name]();
        using TemporaryFolder folder = new();
        // MLNETFASHION_ONNX_OUT keeps the files, for onnx.checker and other readers.
        string path = Environment.GetEnvironmentVariable("MLNETFASHION_ONNX_OUT") is { } kept
            ? Path.Combine(kept, $"{name.Replace(' ', '-').Replace(",", "")}.onnx") : folder["net.onnx"];
        ParityReport report = OnnxExporter.Export(network, inputs, path)!;
        TestContext.Out.WriteLine(report);
        Assert.That(report.LargestRelative, Is.LessThan(1e-4));
        Assert.That(report.Cases, Has.Count.EqualTo(5));
        network.Dispose();
    }

    [Test]
    public void ONNX_Runtime_fuses_the_GELUs_and_score_products_of_BERT_and_where_asked_its_skip_layer_norms()
    {
        using Bert bert = new(vocabulary: 200, width: 48, heads: 4, depth: 4, length: 32);
        OnnxInput[] free = Bert.Example(200), known = [.. free.Select(input => input with { Axes = ["N"] })];
        foreach (OnnxInput[] inputs in new[] { free, known })
        {
            IReadOnlyDictionary<string, int> apart = OptimisedModel.Operators(OnnxExporter.ToModel(bert, inputs));
            Assert.That(apart.GetValueOrDefault("com.microsoft.BiasGelu"), Is.EqualTo(4));
            Assert.That(apart.GetValueOrDefault("com.microsoft.FusedMatMul"), Is.EqualTo(4));
            Assert.That(apart.Keys, Does.Not.Contain("Erf").And.Not.Contain("com.microsoft.SkipLayerNormalization"));
        }

        // ONNX Runtime asks for a known length here.
        IReadOnlyDictionary<string, int> fused =
            OptimisedModel.Operators(OnnxExporter.ToModel(bert, known, new OnnxExportOptions { FuseSkipLayerNorms = true }));
        Assert.That(fused.GetValueOrDefault("com.microsoft.SkipLayerNormalization"), Is.EqualTo(8));
    }

    [Test]
    public void A_sum_before_a_layer_norm_that_is_used_again_is_still_computed_once()
    {
        using nn.Module<Value, Value> block = new PreNorm(8);
        OnnxModel model = OnnxExporter.ToModel(block, [new OnnxInput("x", randn(2, 3, 8), "N", "T")]);
        Assert.That(model.Operators.Where(entry => entry.Operator is "Add" or "Sum").Sum(entry => entry.Count), Is.EqualTo(2));
        Assert.That(OnnxParity.Check(block, model, [new OnnxInput("x", randn(2, 3, 8), "N", "T")]).LargestRelative, Is.LessThan(1e-5));
    }

    /// <summary>The residual stream of GPT-2: the sum is normalised and also goes on.</summary>
    sealed class PreNorm : nn.Module<Value, Value>
    {
        readonly TorchSharp.Modules.LayerNorm norm;

        public PreNorm(long width)
            : base(nameof(PreNorm))
        {
            norm = nn.LayerNorm(width);
            RegisterComponents();
        }

        public override Value forward(Value x)
        {
            Value sum = x.sigmoid() + x;
            return sum + norm.call(sum);
        }
    }
}
