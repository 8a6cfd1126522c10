using CsCheck;

namespace MlNetFashion.Evaluation.Tests;

sealed class CopyingReportTests
{
    static readonly FeatureNetwork s_network = FeatureNetwork.Of("some-network", []);

    [Test]
    public void The_nearest_row_is_the_nearest_of_all() =>
        Gen.Select(Gen.Int[0, 100_000], Gen.Int[1, 20], Gen.Int[1, 20]).Sample((seed, rows, among) =>
        {
            FeatureMatrix one = RandomRows.Normal(seed, rows, 3), other = RandomRows.Normal(seed + 200_000, among, 3);
            IReadOnlyList<NearestRow> nearest = NearestRow.Find(one, other);
            for (int i = 0; i < rows; i++)
            {
                double[] distances = [.. Enumerable.Range(0, among)
                    .Select(j => Math.Sqrt(one[i].ToArray().Zip(other[j].ToArray(), (a, b) => ((double)a - b) * ((double)a - b)).Sum()))];
                Assert.That(nearest[i].Distance, Is.EqualTo(distances.Min()).Within(1e-5));
                Assert.That(distances[nearest[i].Row], Is.EqualTo(distances.Min()).Within(1e-5));
            }
        });

    [Test]
    public void Copies_are_at_nothing_from_the_first_they_are_copies_of()
    {
        FeatureMatrix training = RandomRows.Normal(1, 50, 8).Pick([.. Enumerable.Range(0, 100).Select(i => i % 50)]);
        Assert.That(NearestRow.Find(training, training), Is.EqualTo(Enumerable.Range(0, 100).Select(i => new NearestRow(i % 50, 0))));
    }

    [Test]
    public void Copies_are_found_out_and_new_pictures_are_not()
    {
        FeatureMatrix training = RandomRows.Normal(1, 2000, 6), heldOut = RandomRows.Normal(2, 2000, 6), drawn = RandomRows.Normal(3, 2000, 6);
        CopyingReport fresh = CopyingReport.Of(s_network, drawn, heldOut, training),
            copied = CopyingReport.Of(s_network, training.Pick([3, 1, 4, 1, 5]), heldOut, training);
        Assert.That(fresh.Suspects, Is.EqualTo(CopyingReport.SuspectShare).Within(0.01));
        Assert.That(fresh.MedianDistance, Is.EqualTo(fresh.HeldOutMedianDistance).Within(0.05 * fresh.HeldOutMedianDistance));
        Assert.That(copied.Suspects, Is.EqualTo(1));
        Assert.That(copied.MedianDistance, Is.Zero);
        Assert.That(copied.Generated.Select(nearest => nearest.Row), Is.EqualTo(new[] { 3, 1, 4, 1, 5 }));
        Assert.That(copied.ToText(), Does.Contain("some-network").And.Contain("2,000 training").And.Contain("5 generated"));
    }

    [Test]
    public void Medians_and_shares_worked_out_by_hand()
    {
        NearestRow[] generated = [.. new[] { 4f, 1, 2, 3, 9 }.Select(distance => new NearestRow(0, distance))];
        NearestRow[] heldOut = [.. Enumerable.Range(2, 200).Select(distance => new NearestRow(0, distance))];
        var report = new CopyingReport(s_network, 1, generated, heldOut);
        Assert.That(report.MedianDistance, Is.EqualTo(3));
        Assert.That(report.HeldOutMedianDistance, Is.EqualTo(101));
        Assert.That(report.SuspectDistance, Is.EqualTo(3), "two of 200 are 2 and 3");
        Assert.That(report.Suspects, Is.EqualTo(3 / 5.0));
    }

    [Test]
    public void Nothing_has_no_nearest()
    {
        FeatureMatrix some = RandomRows.Normal(1, 3, 2), none = new([], 2);
        Assert.That(() => NearestRow.Find(some, none), Throws.ArgumentException);
        Assert.That(() => CopyingReport.Of(s_network, none, some, some), Throws.ArgumentException.With.Message.Contains("0 generated"));
        Assert.That(() => NearestRow.Find(some, RandomRows.Normal(1, 3, 4)), Throws.ArgumentException);
    }
}
