using MlNetFashion.Onnx;
using MlNetFashion.Training.Composer;
using MlNetFashion.Training.Tests.Bert;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Tests.Composer;

public sealed class ComposerTests
{
    static readonly ComposerKind[] s_kinds = Enum.GetValues<ComposerKind>();

    [TestCaseSource(nameof(s_kinds))]
    public void AQueryHasUnitLengthWhateverIsMissing(ComposerKind kind)
    {
        using nn.Module<Value, Value, Value> composer = Make(kind);
        Tensor words = Unit(4, 32), picture = Unit(4, 32), none = zeros(4, 32);
        foreach ((Tensor text, Tensor image) in new[] { (words, picture), (words, none), (none, picture) })
            Assert.That(composer.call(text, image).Tensor.norm(dim: 1).data<float>().ToArray(), Is.All.EqualTo(1f).Within(1e-5f));
    }

    [Test]
    public void BaselinesAreWhatTheyAreCalled()
    {
        Tensor words = Unit(3, 8), picture = Unit(3, 8), none = zeros(3, 8);
        AssertEqual(ComposerKind.Sum, words, picture, nn.functional.normalize(words + picture, dim: 1));
        AssertEqual(ComposerKind.TextOnly, words, picture, words);
        AssertEqual(ComposerKind.TextOnly, none, picture, picture);
        AssertEqual(ComposerKind.ImageOnly, words, picture, picture);
        AssertEqual(ComposerKind.ImageOnly, words, none, words);
        foreach (ComposerKind kind in s_kinds)
        {
            using nn.Module composer = new ComposerOptions { Kind = kind }.Make();
            Assert.That(composer.parameters().Any(), Is.EqualTo(new ComposerOptions { Kind = kind }.Learns), $"{kind}");
        }
    }

    [TestCase(ComposerKind.Tirg)]
    [TestCase(ComposerKind.ComposeAe)]
    public void APublishedComposerComputesItsPapersFormula(ComposerKind kind)
    {
        using nn.Module<Value, Value, Value> composer = Make(kind);
        using (no_grad())
        {
            // Norms as after training, so that a forgotten one shows.
            foreach ((string name, Tensor tensor) in composer.state_dict())
            {
                if (name.EndsWith("running_mean", StringComparison.Ordinal))
                    tensor.normal_(0, 0.1);
                else if (name.EndsWith("running_var", StringComparison.Ordinal))
                    tensor.uniform_(0.5, 1.5);
            }
        }

        var plain = new PlainComposers(composer.state_dict()
            .ToDictionary(pair => pair.Key, pair => pair.Value.to(ScalarType.Float64).data<double>().ToArray()));
        Tensor words = Unit(5, 32), picture = Unit(5, 32);
        float[] composed = Numbers(composer.call(words, picture).Tensor);
        for (int row = 0; row < 5; row++)
        {
            double[] text = Row(words, row), image = Row(picture, row);
            double[] expected = kind == ComposerKind.Tirg ? plain.Tirg(text, image) : plain.ComposeAe(text, image);
            Assert.That(composed.AsSpan(row * 32, 32).ToArray().Select(value => (double)value), Is.EqualTo(expected).Within(1e-5));
        }
    }

    // The authors' modules (github.com/ecom-research/ComposeAE, ComplexProjectionModule,
    // LinearMapping, ConvMapping) of width 16 in PyTorch 1.13, every tensor filled with sines in the order
    // of the calls below, then normalised: the first query of three.
    [Test]
    public void ComposeAeGivesWhatTheAuthorsModulesGiveForFixedNumbers()
    {
        using nn.Module<Value, Value, Value> composer = new ComposeAeComposer(16);
        composer.eval();
        var fixedNumbers = new SineWeights(composer);
        foreach (string part in (string[])["linear_projection.text_features",
            "linear_projection.image_features", "convolution_projection.text_features", "convolution_projection.image_features", "linear_mapping",
            "convolution_mapping", "convolution"])
            fixedNumbers.Fill(part);
        Tensor picture = nn.functional.normalize(SineWeights.Tensor([3, 16], 100, 1, 0), dim: 1),
            words = nn.functional.normalize(SineWeights.Tensor([3, 16], 200, 1, 0), dim: 1);
        float[] expected =
        [
            0.3958240f, 0.0689550f, -0.3561628f, -0.3894312f, -0.0826416f, 0.1023793f, 0.0171271f, -0.0057277f, 0.2248382f, 0.3810042f, 0.1199775f, -0.3254520f,
            -0.4317753f, -0.1315177f, 0.1271805f, 0.0805666f,
            0.4004786f, 0.0852350f, -0.3554560f, -0.3866000f, -0.0521550f, 0.1390592f, 0.0129943f, -0.0536864f, 0.1833516f, 0.3817220f, 0.1414056f, -0.3182020f,
            -0.4310296f, -0.1083171f, 0.1627415f, 0.0827845f,
        ];
        Assert.That(Numbers(composer.call(words, picture).Tensor)[..32], Is.EqualTo(expected).Within(2e-6f));
    }

    static void AssertEqual(ComposerKind kind, Tensor text, Tensor image, Tensor expected)
    {
        using nn.Module<Value, Value, Value> composer = new ComposerOptions { Kind = kind }.Make();
        Assert.That(Numbers(composer.call(text, image).Tensor), Is.EqualTo(Numbers(expected)).Within(1e-6f), $"{kind}");
    }

    static nn.Module<Value, Value, Value> Make(ComposerKind kind)
    {
        random.manual_seed(7);
        nn.Module<Value, Value, Value> composer = (ComposerOptions.Tiny(kind) with { EmbeddingDimension = 32 }).Make();
        composer.eval();
        return composer;
    }

    static Tensor Unit(long rows, long length) => nn.functional.normalize(randn(rows, length), dim: 1);

    static float[] Numbers(Tensor tensor) => tensor.detach().contiguous().data<float>().ToArray();

    static double[] Row(Tensor tensor, int row) => tensor[row].to(ScalarType.Float64).data<double>().ToArray();
}
