using System.Globalization;
using System.Numerics.Tensors;

namespace MlNetFashion.Evaluation;

/// <summary>How many drawn pictures look like real ones, and how many real ones like drawn ones (Kynkäänniemi et al., Improved Precision and Recall Metric
/// for Assessing Generative Models, 2019).</summary>
/// <param name="Precision">The share of drawn pictures that are within reach of a real one: as near to it as its own third nearest real one, 0 to 1.</param>
/// <param name="Recall">The share of real pictures that are within reach of a drawn one, 0 to 1: what the generator covers.</param>
sealed record PrecisionRecall(double Precision, double Recall)
{
    const int Nearest = 3;

    /// <summary>Measures; with as many of both, for what is few reaches far.</summary>
    /// <param name="drawn">Features of drawn pictures, more than three.</param>
    /// <param name="real">Features of real ones, by the same network, more than three.</param>
    /// <param name="cancellation">Stops between pictures.</param>
    /// <exception cref="ArgumentException">There are too few, or the lengths differ.</exception>
    public static PrecisionRecall Of(FeatureMatrix drawn, FeatureMatrix real, CancellationToken cancellation = default)
    {
        drawn.RequireSameDimensions(real, "the real pictures");
        if (drawn.Count <= Nearest || real.Count <= Nearest)
            throw new ArgumentException($"There are {drawn.Count} drawn and {real.Count} real pictures. Give more than {Nearest} of each.");
        return new PrecisionRecall(Covered(drawn, real, cancellation), Covered(real, drawn, cancellation));
    }

    /// <summary>One line for people.</summary>
    public string ToText() => string.Create(CultureInfo.InvariantCulture, $"precision {Precision:F2}, recall {Recall:F2}");

    // The share of rows that are within reach of one of the others.
    static double Covered(FeatureMatrix rows, FeatureMatrix others, CancellationToken cancellation)
    {
        float[] reach = new float[others.Count];
        bool[] covered = new bool[rows.Count];
        var parallel = new ParallelOptions { CancellationToken = cancellation };
        // The nearest of all is the row itself.
        Parallel.For(0, others.Count, parallel,
            i => reach[i] = Enumerable.Range(0, others.Count).Select(other => TensorPrimitives.Distance(others[i], others[other])).Order().ElementAt(Nearest));
        Parallel.For(0, rows.Count, parallel,
            row => covered[row] = Enumerable.Range(0, others.Count).Any(other => TensorPrimitives.Distance(rows[row], others[other]) <= reach[other]));
        return covered.Count(each => each) / (double)rows.Count;
    }
}
