namespace MlNetFashion.Evaluation.Tests;

sealed class ResamplingTests
{
    static readonly RetrievalMetric s_mean = RetrievalMetric.All([1], 100).Single(metric => metric.Name == "mrr");
    static readonly RetrievalMetric s_median = RetrievalMetric.All([1], 100).Single(metric => metric.Name == "medianRank");

    static double[] Draw(Random random, int count, double shift = 0) => [.. Enumerable.Range(0, count).Select(_ => Math.Pow(random.NextDouble(), 2) + shift)];

    static (double Low, double High) Interval(RetrievalMetric metric, double[] values, ResamplingOptions options) =>
        Resampling.Intervals(values.Length, drawn => [metric.Summarise([.. drawn.Select(i => values[i])])], options)[0];

    [Test]
    public void Intervals_hold_the_true_mean_about_as_often_as_they_say()
    {
        // The square of a number spread evenly from 0 to 1 has the mean 1/3 and the median 1/4.
        var random = new Random(11);
        int mean = 0, median = 0;
        const int Trials = 400;
        for (int trial = 0; trial < Trials; trial++)
        {
            double[] values = Draw(random, 80);
            var options = new ResamplingOptions { Samples = 200, Seed = trial, Confidence = 0.9 };
            mean += Interval(s_mean, values, options) is var (low, high) && low <= 1 / 3.0 && 1 / 3.0 <= high ? 1 : 0;
            median += Interval(s_median, values, options) is var (from, to) && from <= 0.25 && 0.25 <= to ? 1 : 0;
        }

        TestContext.Out.WriteLine($"of {Trials} intervals of 90 %: mean {mean}, median {median}");
        Assert.That((double)mean / Trials, Is.InRange(0.85, 0.95));
        Assert.That((double)median / Trials, Is.InRange(0.84, 0.96));
    }

    [Test]
    public void An_interval_of_many_queries_is_that_of_the_normal_distribution()
    {
        double[] values = Draw(new Random(3), 2_000);
        double mean = values.Average(), error = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / values.Length / values.Length);
        (double low, double high) = Interval(s_mean, values, new ResamplingOptions { Samples = 2_000 });
        Assert.That(low, Is.EqualTo(mean - 1.96 * error).Within(0.15 * error));
        Assert.That(high, Is.EqualTo(mean + 1.96 * error).Within(0.15 * error));
    }

    [Test]
    public void Equal_seeds_give_equal_intervals_and_equal_values_no_width()
    {
        double[] values = Draw(new Random(4), 30);
        var options = new ResamplingOptions { Samples = 100, Seed = 5 };
        Assert.That(Interval(s_mean, values, options), Is.EqualTo(Interval(s_mean, values, options)));
        Assert.That(Interval(s_mean, values, options with { Seed = 6 }), Is.Not.EqualTo(Interval(s_mean, values, options)));
        Assert.That(Interval(s_mean, [0.5, 0.5, 0.5], options), Is.EqualTo((0.5, 0.5)));
        Assert.That(() => Interval(s_mean, values, options with { Confidence = 1 }), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Interval(s_mean, values, options with { Samples = 0 }), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Without_a_difference_p_values_are_spread_evenly()
    {
        var random = new Random(21);
        const int Trials = 400;
        double[] p = [.. Enumerable.Range(0, Trials).Select(trial =>
            Resampling.PValue(s_mean, Draw(random, 40), Draw(random, 40), new ResamplingOptions { Permutations = 199, Seed = trial })).Order()];
        // Kolmogorov's distance from the even distribution; a true one is above 0.081 once in a hundred times.
        double distance = p.Select((value, i) => Math.Max(Math.Abs(value - (double)i / Trials), Math.Abs(value - (i + 1.0) / Trials))).Max();
        TestContext.Out.WriteLine($"distance {distance:F3}, {p.Count(value => value <= 0.05)} of {Trials} at 0.05 or less");
        Assert.That(distance, Is.LessThan(0.081));
        Assert.That(p.Count(value => value <= 0.05), Is.InRange(8, 34));
    }

    [Test]
    public void A_few_queries_have_the_p_value_that_counting_all_swaps_gives()
    {
        double[] before = [0, 0.1, 0.3, 0.2, 0.5, 0.9, 0.4], after = [0.3, 0.2, 0.2, 0.7, 0.9, 0.8, 0.6];
        double observed = Math.Abs(after.Sum() - before.Sum());
        int asMuch = Enumerable.Range(0, 1 << before.Length).Count(swaps =>
            Math.Abs(Enumerable.Range(0, before.Length).Sum(i => (swaps >> i & 1) == 1 ? before[i] - after[i] : after[i] - before[i])) >= observed - 1e-12);
        double exact = asMuch / Math.Pow(2, before.Length);
        Assert.That(Resampling.PValue(s_mean, before, after, new ResamplingOptions { Permutations = 20_000 }), Is.EqualTo(exact).Within(0.015));
    }

    [Test]
    public void A_large_difference_is_hardly_chance_and_none_certainly_is()
    {
        double[] values = Draw(new Random(8), 100);
        var options = new ResamplingOptions { Permutations = 999 };
        foreach (RetrievalMetric metric in (RetrievalMetric[])[s_mean, s_median])
        {
            Assert.That(Resampling.PValue(metric, values, [.. values.Select(value => value + 0.2)], options), Is.LessThan(0.005));
            Assert.That(Resampling.PValue(metric, values, [.. values], options), Is.EqualTo(1));
        }
    }

    [Test]
    public void Quantiles_lie_between_neighbours_in_proportion()
    {
        Assert.That(Resampling.Quantile([1, 2, 4], 0.5), Is.EqualTo(2));
        Assert.That(Resampling.Quantile([1, 2, 4], 0.75), Is.EqualTo(3));
        Assert.That((Resampling.Quantile([1, 2, 4], 0), Resampling.Quantile([1, 2, 4], 1), Resampling.Quantile([7], 0.3)), Is.EqualTo((1.0, 4.0, 7.0)));
        SearchLatency latency = SearchLatency.Of(Enumerable.Range(0, 101).Reverse().Select(i => TimeSpan.FromMilliseconds(i)));
        Assert.That((latency.Queries, latency.Median, latency.Percentile95), Is.EqualTo((101, 50.0, 95.0)));
    }
}
