using CsCheck;

namespace MlNetFashion.Evaluation.Tests;

sealed class GaussianAccumulatorTests
{
    [TestCase(0)]
    [TestCase(4_000_000, Description = "Squares of such numbers have no digits left for the variance of 1.25.")]
    public void One_pass_gives_what_two_passes_give(int far) => Gen.Int[0, 3].Array[3].Array[2, 60].Sample(rows =>
    {
        double[] means = [.. Enumerable.Range(0, 3).Select(i => rows.Average(row => (double)row[i]))];
        var accumulator = new GaussianAccumulator(3);
        foreach (int[] row in rows)
            accumulator.Add([.. row.Select(value => (float)(far + value))]);
        Gaussian gaussian = accumulator.ToGaussian();
        Assert.That(accumulator.Count, Is.EqualTo(rows.Length));
        for (int i = 0; i < 3; i++)
        {
            Assert.That(gaussian.Mean[i] - far, Is.EqualTo(means[i]).Within(1e-8));
            for (int j = 0; j < 3; j++)
                Assert.That(gaussian.Covariance(i, j), Is.EqualTo(rows.Sum(row => (row[i] - means[i]) * (row[j] - means[j])) / (rows.Length - 1)).Within(1e-7));
        }
    });

    [Test]
    public void A_row_that_cannot_be_measured_is_refused_and_leaves_nothing_behind()
    {
        var accumulator = new GaussianAccumulator(2);
        accumulator.Add([1, 2]);
        Assert.That(() => accumulator.Add([1, float.NaN]), Throws.ArgumentException.With.Message.Contains("Feature 1 of row 1"));
        Assert.That(() => accumulator.Add([float.PositiveInfinity, 1]), Throws.ArgumentException);
        Assert.That(() => accumulator.Add([1, 2, 3]), Throws.ArgumentException.With.Message.Contains("3 features, but 2"));
        Assert.That(() => accumulator.ToGaussian(), Throws.InvalidOperationException.With.Message.Contains("there are 1"));
        accumulator.Add([3, 2]);
        Assert.That(accumulator.ToGaussian().Covariance(0, 0), Is.EqualTo(2));
        Assert.That(accumulator.ToGaussian().Covariance(1, 1), Is.Zero);
    }
}
