using MlNetFashion.Training.Embedding;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Tests.Embedding;

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
            double all = Enumerable.Range(0, s_labels.Length).Where(other => other != anchor && s_labels[other] >= 0)
                .Sum(other => Math.Exp(8 * cosine[anchor, other]));
            sum += Positives().Where(pair => pair.Anchor == anchor).Average(pair => Math.Log(all) - 8 * cosine[anchor, pair.Positive]);
        }

        Assert.That(EmbeddingLosses.InfoNce(embeddings, tensor(s_labels), tensor(8f)).item<float>(), Is.EqualTo(sum / anchors.Length).Within(1e-4));
    }

    [Test]
    public void Proxies_are_the_softmax_over_all_labels_whatever_their_length()
    {
        using DisposeScope _ = NewDisposeScope();
        for (int seed = 0; seed < 20; seed++)
        {
            Tensor embeddings = Draw(seed).Embeddings;
            Tensor proxies = randn(4, 4) * 3;                                                        // the fourth label is in no batch
            float[,] points = Table(embeddings), vectors = Table(proxies);
            double sum = 0;
            for (int row = 0; row < s_labels.Length; row++)
            {
                if (s_labels[row] >= 0)
                    sum += Math.Log(Enumerable.Range(0, 4).Sum(label => Math.Exp(8 * Cosine(row, label)))) - 8 * Cosine(row, (int)s_labels[row]);
            }

            Tensor loss = EmbeddingLosses.Proxies(embeddings, tensor(s_labels), proxies, tensor(8f));
            Assert.That(loss.item<float>(), Is.EqualTo(sum / s_labels.Count(label => label >= 0)).Within(1e-4));
            Assert.That(EmbeddingLosses.Proxies(embeddings, tensor(s_labels), proxies * 5, tensor(8f)).item<float>(),
                Is.EqualTo(loss.item<float>()).Within(1e-4));

            double Cosine(int row, int label)
            {
                double product = 0, square = 0;
                for (int d = 0; d < 4; d++)
                    (product, square) = (product + points[row, d] * vectors[label, d], square + vectors[label, d] * vectors[label, d]);
                return product / Math.Sqrt(square);
            }
        }
    }

    [Test]
    public void An_embedding_is_pulled_to_the_proxy_of_its_label_and_away_from_the_nearest_other()
    {
        using DisposeScope _ = NewDisposeScope();
        Tensor embedding = nn.functional.normalize(tensor([1f, 1f, 0.1f], [1, 3]), dim: 1).requires_grad_();
        Tensor proxies = eye(3).requires_grad_();
        EmbeddingLosses.Proxies(embedding, tensor([2L]), proxies, tensor(5f)).backward();
        float[] way = (-embedding.grad!).data<float>().ToArray();
        Assert.That(way[2], Is.Positive);
        Assert.That(way[0], Is.Negative.And.EqualTo(way[1]).Within(1e-6));
        float[,] proxyWay = Table(-proxies.grad!);
        Assert.That(new[] { proxyWay[2, 0], proxyWay[2, 1] }, Is.All.Positive, "its proxy comes nearer");
        Assert.That(proxyWay[0, 1], Is.Negative, "another goes away");
    }

    [Test]
    public void Labels_of_none_give_no_loss_and_without_proxies_there_is_an_error()
    {
        using DisposeScope _ = NewDisposeScope();
        Tensor embeddings = Draw(1).Embeddings;
        Assert.That(EmbeddingLosses.Proxies(embeddings, full(s_labels.Length, -1L, ScalarType.Int64), randn(3, 4), tensor(8f)).item<float>(), Is.Zero);
        Assert.That(() => EmbeddingLosses.Metric(MetricLoss.Proxies, embeddings, tensor(s_labels), 0.2, tensor(8f)),
            Throws.ArgumentException.With.Message.Contains("Choose another loss"));
    }

    [TestCase(MetricLoss.BatchHardTriplet)]
    [TestCase(MetricLoss.SemiHardTriplet)]
    [TestCase(MetricLoss.MultiSimilarity)]
    [TestCase(MetricLoss.InfoNce)]
    [TestCase(MetricLoss.Proxies)]
    public void Following_a_loss_brings_labels_together(MetricLoss loss)
    {
        using DisposeScope _ = NewDisposeScope();
        random.manual_seed(1);
        Parameter points = new(randn(30, 8)), proxies = new(randn(3, 8));
        Tensor labels = arange(30, ScalarType.Int64) % 3;
        using var optimiser = optim.Adam([points, proxies], 0.05);
        double before = Gap();
        for (int step = 0; step < 60; step++)
        {
            optimiser.zero_grad();
            EmbeddingLosses.Metric(loss, nn.functional.normalize(points, dim: 1), labels, 0.3, tensor(10f), proxies).backward();
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
        return (embeddings, Table(embeddings.matmul(embeddings.t())));
    }

    static float[,] Table(Tensor matrix)
    {
        float[,] table = new float[matrix.shape[0], matrix.shape[1]];
        Buffer.BlockCopy(matrix.data<float>().ToArray(), 0, table, 0, table.Length * sizeof(float));
        return table;
    }

    static IEnumerable<(int Anchor, int Positive)> Positives() =>
        from anchor in Enumerable.Range(0, s_labels.Length)
        from positive in Enumerable.Range(0, s_labels.Length)
        where anchor != positive && s_labels[anchor] >= 0 && s_labels[anchor] == s_labels[positive] && Negatives(anchor).Any()
        select (anchor, positive);

    static IEnumerable<int> Negatives(int anchor) =>
        Enumerable.Range(0, s_labels.Length).Where(other => s_labels[other] >= 0 && s_labels[other] != s_labels[anchor]);
}
