using MlNetFashion.Training.Embedding;
using TorchSharp;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Tests.Facts;

public sealed class FactEmbeddingTests
{
    static readonly FactEmbeddingOptions s_sizes = new() { Counts = [4, 3, 2], LookDimension = 12, FactDimension = 9 };

    const float Share = 0.9f;

    // Of each fact that is sure, so that all three together have length 1.
    static readonly float s_length = 1 / MathF.Sqrt(3);

    [Test]
    public void An_embedding_has_unit_length_and_its_dot_product_is_that_of_looks_and_probabilities()
    {
        using DisposeScope _ = NewDisposeScope();
        using FactEmbedding facts = Folded();
        Tensor looks = nn.functional.normalize(randn(20, s_sizes.LookDimension), dim: 1);
        Tensor embedded = facts.forward(looks).Tensor;
        Assert.That((embedded.norm(1) - 1).abs().max().item<float>(), Is.LessThan(1e-5f));

        // Computed anew from the definition: what is left of 1 is the look's.
        Tensor told = cat([.. facts.Readers.Select(reader => reader.forward(looks * AttributeReader.Scale).softmax(-1))], 1)
            .matmul(facts.Told.weight!.t()) * facts.Share.forward(looks * AttributeReader.Scale).sigmoid();
        Tensor turned = nn.functional.normalize(looks.matmul(facts.Look.weight!.t()), dim: 1);
        Tensor left = (1 - (told * told).sum(1)).sqrt();
        Tensor expected = told.matmul(told.t()) + turned.matmul(turned.t()) * left.unsqueeze(1) * left.unsqueeze(0);
        Assert.That((embedded.matmul(embedded.t()) - expected).abs().max().item<float>(), Is.LessThan(1e-4f));
    }

    [Test]
    public void Who_asks_for_a_fact_alone_scores_pictures_by_its_probability()
    {
        using DisposeScope _ = NewDisposeScope();
        using FactEmbedding facts = Folded();
        Tensor looks = nn.functional.normalize(randn(200, s_sizes.LookDimension), dim: 1);
        Tensor probability = facts.Readers[0].forward(looks * AttributeReader.Scale).softmax(-1)[.., 2];
        // Who asks for the third value of the first fact, and for nothing else, points along its column.
        Tensor asked = cat([zeros(s_sizes.LookDimension), facts.Told.weight![.., 2]], 0);
        Tensor scores = facts.forward(looks).Tensor.matmul(asked);
        Assert.That((scores - probability * (Share * s_length * s_length)).abs().max().item<float>(), Is.LessThan(1e-5f));
    }

    [Test]
    public void Sizes_are_known_from_weights()
    {
        var sizes = new ImageEncoderOptions { Widths = [4, 8, 8, 16], ImageSize = 80, EmbeddingDimension = 20, Facts = s_sizes };
        using var encoder = new ImageEncoder(sizes);
        ImageEncoderOptions known = ImageEncoder.SizesOf(encoder.state_dict().ToDictionary(each => each.Key, each => (IReadOnlyList<long>)each.Value.shape), 80)!;
        Assert.That(known with { Facts = null, Widths = sizes.Widths }, Is.EqualTo(sizes with { Facts = null }));
        Assert.That(known.Widths, Is.EqualTo(sizes.Widths));
        Assert.That(known.Facts! with { Counts = s_sizes.Counts }, Is.EqualTo(s_sizes));
        Assert.That(known.Facts!.Counts, Is.EqualTo(s_sizes.Counts));
    }

    // Each value has a number of its own, and readers have opinions.
    static FactEmbedding Folded()
    {
        random.manual_seed(3);
        var facts = new FactEmbedding(s_sizes, dimension: s_sizes.LookDimension + s_sizes.FactDimension);
        using IDisposable _ = no_grad();
        foreach (TorchSharp.Modules.Linear reader in facts.Readers)
            nn.init.normal_(reader.weight);
        facts.Told.weight!.copy_(eye(s_sizes.FactDimension) * s_length);
        facts.Share.bias!.fill_(MathF.Log(Share / (1 - Share)));
        return facts;
    }
}
