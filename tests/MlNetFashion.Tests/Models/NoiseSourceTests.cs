using MlNetFashion.Models;

namespace MlNetFashion.Tests.Models;

public sealed class NoiseSourceTests
{
    // Recipe: the same arithmetic in Python's doubles with math.log; the digits beyond float precision are cut.
    [TestCase(1, 0, new[] { -1.7004516f, -1.8802876f, 0.1659346f, 1.3270651f })]
    [TestCase(-5, 3, new[] { 0.0409514f, -0.4958559f, -0.3276877f, 0.5361449f })]
    public void A_seed_gives_the_same_numbers_everywhere(long seed, int picture, float[] expected)
    {
        float[] noise = new float[4];
        NoiseSource.Fill(seed, picture, noise);
        Assert.That(noise, Is.EqualTo(expected).Within(1e-6f));
    }

    [Test]
    public void The_numbers_are_standard_normal()
    {
        float[] noise = new float[200_000];
        NoiseSource.Fill(7, 0, noise);
        double mean = noise.Average(value => (double)value), variance = noise.Average(value => (value - mean) * (value - mean));
        double skew = noise.Average(value => Math.Pow(value, 3)), kurtosis = noise.Average(value => Math.Pow(value, 4));
        Assert.That((mean, variance, skew, kurtosis), Is.EqualTo((0.0, 1.0, 0.0, 3.0)).Using<(double, double, double, double)>(
            (a, b) => Math.Abs(a.Item1 - b.Item1) < 0.01 && Math.Abs(a.Item2 - b.Item2) < 0.01 && Math.Abs(a.Item3 - b.Item3) < 0.03
                && Math.Abs(a.Item4 - b.Item4) < 0.08));
        Assert.That(noise.Count(value => Math.Abs(value) < 1) / 200_000.0, Is.EqualTo(0.6827).Within(0.005));
        Assert.That(noise.Zip(noise.Skip(1), (a, b) => (double)a * b).Average(), Is.EqualTo(0).Within(0.01));
    }

    [Test]
    public void Seeds_and_pictures_have_nothing_in_common()
    {
        float[][] rows = [.. from seed in Enumerable.Range(-20, 40) from picture in Enumerable.Range(0, 20) select Row(seed, picture)];
        Assert.That(rows.Select(row => row[0]).Distinct().Count(), Is.EqualTo(rows.Length));
        double worst = rows.Skip(1).Max(row => Math.Abs(row.Zip(rows[0], (a, b) => (double)a * b).Sum()) / 512);
        Assert.That(worst, Is.LessThan(0.25));
    }

    static float[] Row(long seed, int picture)
    {
        float[] row = new float[512];
        NoiseSource.Fill(seed, picture, row);
        return row;
    }
}
