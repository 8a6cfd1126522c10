using CsCheck;

namespace MlNetFashion.Evaluation.Tests;

sealed class RPrecisionTests
{
    static string[] Texts(int count) => [.. Enumerable.Range(0, count).Select(i => $"text {i}")];

    [Test]
    public void Embeddings_that_know_nothing_score_what_chance_gives()
    {
        var score = RPrecision.Of(RandomRows.Normal(1, 10_000, 16), RandomRows.Normal(2, 10_000, 16), Texts(10_000), seed: 1);
        // Four standard deviations of a share of 0.01 of 10,000.
        Assert.That(score.Score, Is.EqualTo(0.01).Within(0.004));
        Assert.That((score.Pictures, score.Others, score.Texts, score.Ties), Is.EqualTo((10_000, 99, 10_000, 0)));
        Assert.That(score.OfRandomOrder, Is.EqualTo(0.01));
    }

    [Test]
    public void Pictures_that_lie_on_their_texts_score_one_whatever_their_length()
    {
        FeatureMatrix texts = RandomRows.Normal(1, 300, 16);
        var longer = new FeatureMatrix([.. Enumerable.Range(0, 300).SelectMany(row => texts[row].ToArray().Select(value => value * (1 + row)))], 16);
        Assert.That(RPrecision.Of(longer, texts, Texts(300), seed: 1).Score, Is.EqualTo(1));
        Assert.That(RPrecision.Of(texts, longer, Texts(300), seed: 1).Score, Is.EqualTo(1));
    }

    [Test]
    public void Encoders_that_tell_nothing_apart_are_not_rewarded_for_ties()
    {
        FeatureMatrix drawn = RandomRows.Normal(1, 200, 4), zeros = new(new float[800], 4),
            same = FeatureMatrix.Of([.. Enumerable.Repeat(new float[] { 1, 2, 3, 4 }, 200)]);
        foreach ((FeatureMatrix pictures, FeatureMatrix texts) in new[] { (drawn, same), (drawn, zeros), (zeros, drawn), (same, same) })
        {
            var score = RPrecision.Of(pictures, texts, Texts(200), seed: 1);
            Assert.That(score.Score, Is.EqualTo(0.01).Within(1e-12));
            Assert.That(score.Ties, Is.EqualTo(200));
        }
    }

    [Test]
    public void Against_all_other_texts_it_is_the_share_of_first_places() =>
        Gen.Select(Gen.Int[0, 100_000], Gen.Int[2, 12]).Sample((seed, count) =>
        {
            FeatureMatrix pictures = RandomRows.Normal(seed, count, 3), texts = RandomRows.Normal(seed + 200_000, count, 3);
            int right = Enumerable.Range(0, count)
                .Count(picture => Enumerable.Range(0, count).MaxBy(text => Cosine(pictures[picture], texts[text])) == picture);
            Assert.That(RPrecision.Of(pictures, texts, Texts(count), seed, others: count - 1).Score, Is.EqualTo((double)right / count).Within(1e-12));
        });

    [Test]
    public void Others_are_drawn_once_each_and_all_alike()
    {
        // Every picture loses to one text: that of the next. It is among 99 others of 199 with the chance 99 / 199.
        const int Count = 200;
        float[][] axes = [.. Enumerable.Range(0, Count).Select(i => { float[] axis = new float[Count]; axis[i] = 1; return axis; })];
        FeatureMatrix texts = FeatureMatrix.Of(axes);
        FeatureMatrix pictures =
            FeatureMatrix.Of([.. Enumerable.Range(0, Count)
                .Select(i => { float[] picture = new float[Count]; (picture[i], picture[(i + 1) % Count]) = (1, 2); return picture; })]);
        double[] scores = [.. Enumerable.Range(0, 60).Select(seed => RPrecision.Of(pictures, texts, Texts(Count), seed).Score)];
        Assert.That(scores.Average(), Is.EqualTo(1 - 99 / 199.0).Within(4 * 0.5 / Math.Sqrt(60 * Count)));
        Assert.That(scores.Distinct().Count(), Is.GreaterThan(5), "the seed decides");
        Assert.That(RPrecision.Of(pictures, texts, Texts(Count), seed: 7).Score, Is.EqualTo(scores[7]), "and nothing else does");
    }

    [Test]
    public void Equal_texts_are_one_text()
    {
        // Each text is asked for three times; a picture's own text is no wrong answer, wherever it stands.
        FeatureMatrix once = RandomRows.Normal(1, 100, 16), three = once.Pick([.. Enumerable.Range(0, 300).Select(i => i % 100)]);
        string[] asked = [.. Enumerable.Range(0, 300).Select(i => $"text {i % 100}")];
        var score = RPrecision.Of(three, three, asked, seed: 1);
        Assert.That((score.Score, score.Ties, score.Texts), Is.EqualTo((1.0, 0, 100)));
        Assert.That(() => RPrecision.Of(three, three, [.. asked.Select(text => text == "text 7" ? "text 8" : text)], seed: 1),
            Throws.ArgumentException.With.Message.Contains("100 different texts, but there are 99"));
    }

    [Test]
    public void Rows_that_do_not_belong_together_are_refused()
    {
        Assert.That(() => RPrecision.Of(RandomRows.Normal(1, 5, 4), RandomRows.Normal(1, 5, 3), Texts(5), 1, others: 2), Throws.ArgumentException);
        Assert.That(() => RPrecision.Of(RandomRows.Normal(1, 4, 4), RandomRows.Normal(1, 5, 4), Texts(5), 1, others: 2),
            Throws.ArgumentException.With.Message.Contains("4 pictures, 5"));
        Assert.That(() => RPrecision.Of(RandomRows.Normal(1, 5, 4), RandomRows.Normal(1, 5, 4), Texts(4), 1, others: 2), Throws.ArgumentException);
    }

    static double Cosine(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        double product = 0, squares1 = 0, squares2 = 0;
        for (int i = 0; i < one.Length; i++)
            (product, squares1, squares2) = (product + one[i] * other[i], squares1 + one[i] * one[i], squares2 + other[i] * other[i]);
        return product / Math.Sqrt(squares1 * squares2);
    }
}
