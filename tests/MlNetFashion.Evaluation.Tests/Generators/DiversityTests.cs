namespace MlNetFashion.Evaluation.Tests;

sealed class DiversityTests
{
    static FeatureMatrix Line(params float[] places) => FeatureMatrix.Of([.. places.Select(place => new[] { 3 * place, 4 * place })]);

    [Test]
    public void Distances_worked_out_by_hand()
    {
        QueryDiversity shirt = QueryDiversity.Of("shirt", Line(0, 1, 3), Line(0, 2)), bag = QueryDiversity.Of("bag", Line(1, 1, 1, 1), Line(2, 3, 4));
        Assert.That(shirt, Is.EqualTo(new QueryDiversity("shirt", 3, 5 * 2, 2, 5 * 2)));
        Assert.That(bag.Distance, Is.Zero);
        Assert.That(bag.RealDistance, Is.EqualTo(5 * 4 / 3.0).Within(1e-6));
        var report = new DiversityReport(FeatureNetwork.Of("some-network", []), [shirt, bag]);
        Assert.That(report.Ratio, Is.EqualTo((10 + 0) / (10 + 20 / 3.0)).Within(1e-6), "of the means, not the mean of the ratios");
        Assert.That(report.ToText(), Does.Contain("some-network").And.Contain("2 queries"));
    }

    [Test]
    public void Draws_of_a_distribution_are_as_diverse_as_other_draws_and_half_as_diverse_when_halved()
    {
        FeatureMatrix real = RandomRows.Normal(1, 400, 10), same = RandomRows.Normal(2, 300, 10);
        var half = new FeatureMatrix([.. Enumerable.Range(0, 300).SelectMany(row => same[row].ToArray()).Select(value => value / 2)], 10);
        QueryDiversity drawn = QueryDiversity.Of("", same, real), halved = QueryDiversity.Of("", half, real);
        Assert.That(drawn.Distance / drawn.RealDistance, Is.EqualTo(1).Within(0.05));
        Assert.That(halved.Distance, Is.EqualTo(drawn.Distance / 2).Within(1e-4));
    }

    [Test]
    public void One_picture_has_no_distance()
    {
        Assert.That(() => QueryDiversity.Of("shirt", Line(1), Line(1, 2)), Throws.ArgumentException.With.Message.Contains("there are 1"));
        Assert.That(() => QueryDiversity.Of("shirt", Line(1, 2), Line(1)), Throws.ArgumentException);
        Assert.That(() => QueryDiversity.Of("shirt", Line(1, 2), FeatureMatrix.Of([[1], [2]])),
            Throws.ArgumentException.With.Message.Contains("2 features and those of real pictures 1"));
    }
}
