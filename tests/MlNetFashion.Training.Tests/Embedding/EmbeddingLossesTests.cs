using MlNetFashion.Training.Embedding;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Tests.Embedding;

public sealed class EmbeddingLossesTests
{
    [Test]
    public void ContrastiveIsTheMeanLogSoftmaxOfTheRightAnswers()
    {
        var random = new Random(1);
        const int Queries = 5, Candidates = 7, Dimension = 4;
        float[] q = Numbers(random, Queries * Dimension), c = Numbers(random, Candidates * Dimension);
        float[] positives = [.. Enumerable.Range(0, Queries * Candidates).Select(_ => random.Next(3) == 0 ? 1f : 0f)];
        Array.Clear(positives, 0, Candidates); // the first query has no right answer
        float[] excluded = [.. positives.Select(positive => positive == 0 && random.Next(5) == 0 ? 1f : 0f)];
        const double Scale = 3;

        double expected = 0;
        int counted = 0;
        for (int i = 0; i < Queries; i++)
        {
            double[] logits = [.. Enumerable.Range(0, Candidates)
                .Select(j => Scale * Enumerable.Range(0, Dimension).Sum(d => (double)q[i * Dimension + d] * c[j * Dimension + d]))];
            int[] right = [.. Enumerable.Range(0, Candidates).Where(j => positives[i * Candidates + j] == 1)];
            if (right.Length == 0)
                continue;
            double sum = Enumerable.Range(0, Candidates).Where(j => excluded[i * Candidates + j] == 0).Sum(j => Math.Exp(logits[j]));
            expected += right.Average(j => -(logits[j] - Math.Log(sum)));
            counted++;
        }

        double actual = EmbeddingLosses.Contrastive(tensor(q, [Queries, Dimension]), tensor(c, [Candidates, Dimension]),
            tensor(positives, [Queries, Candidates]),
            tensor((float)Scale), tensor(excluded, [Queries, Candidates])).item<float>();
        Assert.That(actual, Is.EqualTo(expected / counted).Within(1e-4));
    }

    [Test]
    public void AttributesAreEachTheMeanOverTheRowsOfWhichTheyAreKnown()
    {
        manual_seed(3);
        using var heads = new TorchSharp.Modules.ModuleList<TorchSharp.Modules.Linear>([nn.Linear(4, 3), nn.Linear(4, 2), nn.Linear(4, 5)]);
        Tensor features = randn(6, 4);
        long[,] values = { { 0, 1, -1 }, { 2, -1, -1 }, { 1, 0, -1 }, { -1, 1, -1 }, { 2, 0, -1 }, { 0, -1, -1 } }; // nobody knows the third
        double expected = 0;
        for (int attribute = 0; attribute < 2; attribute++)
        {
            float[] logits = [.. heads[attribute].forward(features).data<float>()];
            int count = logits.Length / 6;
            int[] known = [.. Enumerable.Range(0, 6).Where(row => values[row, attribute] >= 0)];
            expected += known.Average(row =>
            {
                float[] mine = logits[(row * count)..((row + 1) * count)];
                return Math.Log(mine.Sum(logit => Math.Exp(logit))) - mine[values[row, attribute]];
            });
        }

        Assert.That(EmbeddingLosses.Attributes(heads, features, tensor(values)).item<float>(), Is.EqualTo(expected).Within(1e-5));
    }

    [Test]
    public void TripletTakesTheFarthestPositiveAndTheNearestNegative()
    {
        var random = new Random(2);
        const int Count = 12, Dimension = 5;
        const double Margin = 0.3;
        Tensor embeddings = nn.functional.normalize(tensor(Numbers(random, Count * Dimension), [Count, Dimension]), dim: 1);
        long[] labels = [0, 0, 0, 1, 1, 2, 2, 2, 3, -1, -1, 1];
        float[] e = embeddings.data<float>().ToArray();
        double Cosine(int a, int b) => Enumerable.Range(0, Dimension).Sum(d => (double)e[a * Dimension + d] * e[b * Dimension + d]);

        var losses = new List<double>();
        for (int a = 0; a < Count; a++)
        {
            int[] positives = [.. Enumerable.Range(0, Count).Where(j => j != a && labels[j] == labels[a] && labels[a] >= 0)];
            int[] negatives = [.. Enumerable.Range(0, Count).Where(j => labels[j] >= 0 && labels[j] != labels[a])];
            if (positives.Length > 0)
                losses.Add(Math.Max(0, negatives.Max(j => Cosine(a, j)) - positives.Min(j => Cosine(a, j)) + Margin));
        }

        Assert.That(EmbeddingLosses.BatchHardTriplet(embeddings, tensor(labels), Margin).item<float>(), Is.EqualTo(losses.Average()).Within(1e-4));
    }

    static float[] Numbers(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() * 2 - 1)];
}
