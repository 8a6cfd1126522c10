namespace MlNetFashion.Evaluation;

/// <summary>What other queries of the same sort would have given: the bootstrap,
/// and the paired permutation test. Queries are what is drawn; the gallery stays.</summary>
static class Resampling
{
    // Sums in another order differ in the last bits; so little is no difference.
    const double Rounding = 1e-12;

    /// <summary>Percentile intervals of several figures.</summary>
    /// <param name="queries">How many there are, 1 or more.</param>
    /// <param name="figures">The figures of the queries at some positions, which may repeat.</param>
    /// <param name="options">How many samples, which share, which seed.</param>
    public static (double Low, double High)[] Intervals(int queries, Func<int[], double[]> figures, ResamplingOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Samples, 1);
        if (!(options.Confidence is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(options), options.Confidence, "The confidence must lie between 0 and 1.");
        var random = new Random(options.Seed);
        int[] drawn = new int[queries];
        double[][] samples = new double[options.Samples][];
        for (int sample = 0; sample < samples.Length; sample++)
        {
            for (int i = 0; i < drawn.Length; i++)
                drawn[i] = random.Next(queries);
            samples[sample] = figures(drawn);
        }

        double tail = (1 - options.Confidence) / 2;
        return [.. Enumerable.Range(0, samples[0].Length).Select(figure =>
        {
            double[] sorted = [.. samples.Select(sample => sample[figure]).Order()];
            return (Quantile(sorted, tail), Quantile(sorted, 1 - tail));
        })];
    }

    /// <summary>How often two runs would differ so much at random: each query's two answers are swapped, or not, at random.</summary>
    /// <returns>The two-sided p-value, above 0 and at most 1.</returns>
    public static double PValue(RetrievalMetric metric, double[] before, double[] after, ResamplingOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Permutations, 1);
        // Queries on which the runs agree stay as they are however often they are swapped.
        int[] differing = [.. Enumerable.Range(0, before.Length).Where(i => before[i] != after[i])];
        if (differing.Length == 0)
            return 1;
        double[] left = new double[before.Length], right = new double[before.Length];
        double Difference()
        {
            double value = metric.Summarise(right);
            return value - metric.Summarise(left);
        }

        before.CopyTo(left, 0);
        after.CopyTo(right, 0);
        double observed = Math.Abs(Difference());
        var random = new Random(options.Seed);
        int asMuch = 0;
        for (int permutation = 0; permutation < options.Permutations; permutation++)
        {
            before.CopyTo(left, 0);
            after.CopyTo(right, 0);
            foreach (int i in differing)
            {
                if (random.Next(2) == 1)
                    (left[i], right[i]) = (right[i], left[i]);
            }

            if (Math.Abs(Difference()) >= observed - Rounding)
                asMuch++;
        }

        return (asMuch + 1.0) / (options.Permutations + 1.0);
    }

    /// <summary>The value below which a share of sorted values lies, between neighbours in proportion.</summary>
    public static double Quantile(double[] sorted, double share)
    {
        double place = share * (sorted.Length - 1);
        int below = (int)place;
        return below + 1 < sorted.Length ? sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]) : sorted[^1];
    }
}
