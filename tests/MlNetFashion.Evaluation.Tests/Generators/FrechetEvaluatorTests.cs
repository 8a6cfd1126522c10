using System.Security.Cryptography;
using System.Text;

namespace MlNetFashion.Evaluation.Tests;

sealed class FrechetEvaluatorTests
{
    static readonly FeatureNetwork s_network = FeatureNetwork.Of("some-network", "its bytes"u8);

    static GaussianAccumulator Rows(int seed, int count, float scale = 1, float shift = 0)
    {
        FeatureMatrix rows = RandomRows.Normal(seed, count, 4);
        var accumulator = new GaussianAccumulator(4);
        for (int row = 0; row < count; row++)
            accumulator.Add([.. rows[row].ToArray().Select(value => scale * value + shift)]);
        return accumulator;
    }

    [Test]
    public void A_distance_comes_with_its_network_its_numbers_and_its_floor()
    {
        var evaluator = new FrechetEvaluator(s_network, Rows(1, 20_000), Rows(2, 5000));
        FrechetReport report = evaluator.Measure(Rows(3, 8000, scale: 3, shift: 2));
        // Four dimensions, each with (2 − 0)² and (3 − 1)².
        Assert.That(report.Generated.Distance, Is.EqualTo(4 * (4 + 4)).Within(0.8));
        Assert.That(report.Floor.Distance, Is.GreaterThan(0).And.LessThan(0.01));
        Assert.That((report.Generated.Pictures, report.Generated.References), Is.EqualTo((8000, 20_000)));
        Assert.That((report.Floor.Pictures, report.Floor.References), Is.EqualTo((5000, 20_000)));
        Assert.That(report.Network.Sha256, Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes("its bytes")))));
        foreach (string part in new[] { "some-network", s_network.Sha256[..12], "8,000", "20,000", "5,000", "floor", "4 features" })
            Assert.That(report.ToText(), Does.Contain(part));
    }

    [Test]
    public void New_pictures_of_the_same_kind_come_to_the_floor_and_the_references_themselves_below_it()
    {
        var evaluator = new FrechetEvaluator(s_network, Rows(1, 5000), Rows(2, 5000));
        FrechetReport fresh = evaluator.Measure(Rows(3, 5000));
        Assert.That(fresh.Generated.Distance / fresh.Floor.Distance, Is.EqualTo(1).Within(0.8));
        Assert.That(evaluator.Measure(Rows(1, 5000)).Generated.Distance, Is.Zero.Within(1e-9));
    }

    [Test]
    public void Sets_that_cannot_be_compared_are_refused()
    {
        var one = new GaussianAccumulator(4);
        one.Add([1, 2, 3, 4]);
        Assert.That(() => new FrechetEvaluator(s_network, Rows(1, 10), one), Throws.InvalidOperationException);
        Assert.That(() => new FrechetEvaluator(s_network, one, Rows(1, 10)), Throws.InvalidOperationException);
        var evaluator = new FrechetEvaluator(s_network, Rows(1, 10), Rows(2, 10));
        Assert.That(() => evaluator.Measure(GaussianAccumulator.Of(RandomRows.Normal(1, 10, 5))), Throws.ArgumentException);
    }
}
