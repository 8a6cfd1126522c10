using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Tests.Training;

public sealed class MetricLossTests
{
    static readonly long[] s_labels = [0, 0, 0, 1, 1, 2, -1];

    [Test]
    public void Semi_hard_triplets_are_those_found_one_by_one()
    {
        using DisposeScope _ = NewDisposeScope();
        const double Margin = 0.3;
        for (int seed = 0; seed < 20; seed++)
        {
            (Tensor embeddings, float[,] cosine) = Draw(seed);
            double sum = 0;
            int pairs = 0;
            foreach ((int anchor, int positive) in Positives())
            {
                float[] negatives = [.. Negatives(anchor).Select(negative => cosine[anchor, negative])];
                float[] farther = [.. negatives.Where(negative => negative < cosine[anchor, positive])];
                sum += Math.Max(0, (farther.Length > 0 ? farther.Max() : negatives.Min()) - cosine[anchor, positive] + Margin);
                pairs++;
            }

            Assert.That(EmbeddingLosses.SemiHardTriplet(embeddings, tensor(s_labels), Margin).item<float>(), Is.EqualTo(sum / pairs).Within(1e-5));
        }
    }

    [Test]
    public void Multi_similarity_is_the_formula_of_the_paper()
    {
        using DisposeScope _ = NewDisposeScope();
        for (int seed = 0; seed < 20; seed++)
        {
            (Tensor embeddings, float[,] cosine) = Draw(seed);
            double sum = 0;
            int[] anchors = [.. Positives().Select(pair => pair.Anchor).Distinct()];
            foreach (int anchor in anchors)
            {
                double[] positives = [.. Positives().Where(pair => pair.Anchor == anchor).Select(pair => (double)cosine[anchor, pair.Positive])];
                double[] negatives = [.. Negatives(anchor).Select(negative => (double)cosine[anchor, negative])];
                sum += Math.Log(1 + positives.Where(s => s - 0.1 < negatives.Max()).Sum(s => Math.Exp(-2 * (s - 0.5)))) / 2;
                sum += Math.Log(1 + negatives.Where(s => s + 0.1 > positives.Min()).Sum(s => Math.Exp(50 * (s - 0.5)))) / 50;
            }

            Assert.That(EmbeddingLosses.MultiSimilarity(embeddings, tensor(s_labels)).item<float>(), Is.EqualTo(sum / anchors.Length).Within(1e-4));
        }
    }

    [Test]
    public void InfoNCE_is_the_mean_over_anchors_with_a_positive()
    {
        using DisposeScope _ = NewDisposeScope();
        (Tensor embeddings, float[,] cosine) = Draw(1);
        double sum = 0;
        int[] anchors = [.. Positives().Select(pair => pair.Anchor).Distinct()];
        foreach (int anchor in anchors)
        {
            double all = Enumerable.Range(0, s_labels.Length).Where(other => other != anchor && s_labels[other] >= 0).Sum(other => Math.Exp(8 * cosine[anchor, other]));
            sum += Positives().Where(pair => pair.Anchor == anchor).Average(pair => Math.Log(all) - 8 * cosine[anchor, pair.Positive]);
        }

        Assert.That(EmbeddingLosses.InfoNce(embeddings, tensor(s_labels), tensor(8f)).item<float>(), Is.EqualTo(sum / anchors.Length).Within(1e-4));
    }

    [TestCase(MetricLoss.BatchHardTriplet)]
    [TestCase(MetricLoss.SemiHardTriplet)]
    [TestCase(MetricLoss.MultiSimilarity)]
    [TestCase(MetricLoss.InfoNce)]
    public void Following_a_loss_brings_labels_together(MetricLoss loss)
    {
        using DisposeScope _ = NewDisposeScope();
        random.manual_seed(1);
        var points = new Parameter(randn(30, 8));
        Tensor labels = arange(30, ScalarType.Int64) % 3;
        using var optimiser = optim.Adam([points], 0.05);
        double before = Gap();
        for (int step = 0; step < 60; step++)
        {
            optimiser.zero_grad();
            EmbeddingLosses.Metric(loss, nn.functional.normalize(points, dim: 1), labels, 0.3, tensor(10f)).backward();
            optimiser.step();
        }

        Assert.That(Gap(), Is.GreaterThan(before + 0.5));

        // How much nearer those of one label are than those of two.
        double Gap()
        {
            Tensor unit = nn.functional.normalize(points.detach(), dim: 1), cosine = unit.matmul(unit.t());
            Tensor same = labels.unsqueeze(0) == labels.unsqueeze(1);
            return cosine.masked_select(same).mean().item<float>() - cosine.masked_select(~same).mean().item<float>();
        }
    }

    static (Tensor Embeddings, float[,] Cosine) Draw(int seed)
    {
        random.manual_seed(seed);
        Tensor embeddings = nn.functional.normalize(randn(s_labels.Length, 4), dim: 1);
        float[] cosine = embeddings.matmul(embeddings.t()).data<float>().ToArray();
        float[,] table = new float[s_labels.Length, s_labels.Length];
        Buffer.BlockCopy(cosine, 0, table, 0, cosine.Length * sizeof(float));
        return (embeddings, table);
    }

    static IEnumerable<(int Anchor, int Positive)> Positives() =>
        from anchor in Enumerable.Range(0, s_labels.Length)
        from positive in Enumerable.Range(0, s_labels.Length)
        where anchor != positive && s_labels[anchor] >= 0 && s_labels[anchor] == s_labels[positive] && Negatives(anchor).Any()
        select (anchor, positive);

    static IEnumerable<int> Negatives(int anchor) => Enumerable.Range(0, s_labels.Length).Where(other => s_labels[other] >= 0 && s_labels[other] != s_labels[anchor]);
}
