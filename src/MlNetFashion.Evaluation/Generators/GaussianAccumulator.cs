using System.Numerics.Tensors;

namespace MlNetFashion.Evaluation;

/// <summary>Mean and covariance of rows that come one after another, none of which is kept.</summary>
/// <remarks>Welford's update in double precision: it subtracts the mean so far and not a
/// square of it at the end, so features far from 0 lose no digits.</remarks>
sealed class GaussianAccumulator
{
    readonly double[] _mean;
    readonly double[] _delta;
    // Row i holds the sums of products of dimension i with i, i + 1, …: the other half is the same.
    readonly double[][] _products;

    /// <summary>Starts with no rows.</summary>
    /// <param name="dimensions">Length of a row, 1 or more.</param>
    public GaussianAccumulator(int dimensions)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 1);
        _mean = new double[dimensions];
        _delta = new double[dimensions];
        _products = [.. Enumerable.Range(0, dimensions).Select(i => new double[dimensions - i])];
    }

    /// <summary>Rows so far.</summary>
    public int Count { get; private set; }

    /// <summary>Length of a row.</summary>
    public int Dimensions => _mean.Length;

    /// <summary>Takes all rows of a matrix.</summary>
    public static GaussianAccumulator Of(FeatureMatrix features)
    {
        var accumulator = new GaussianAccumulator(features.Dimensions);
        for (int row = 0; row < features.Count; row++)
            accumulator.Add(features[row]);
        return accumulator;
    }

    /// <summary>Takes a row.</summary>
    /// <exception cref="ArgumentException">It has another length, or a value that is not finite; nothing is taken then.</exception>
    public void Add(ReadOnlySpan<float> row)
    {
        if (row.Length != Dimensions)
            throw new ArgumentException($"Row {Count} has {row.Length} features, but {Dimensions} are gathered. Compute all rows with one network.",
                nameof(row));
        for (int i = 0; i < row.Length; i++)
        {
            if (!float.IsFinite(row[i]))
                throw new ArgumentException($"Feature {i} of row {Count} is {row[i]}, which cannot be measured. Look at the picture that it was computed from.",
                    nameof(row));
            _delta[i] = row[i] - _mean[i];
        }

        Count++;
        double share = 1.0 / Count;
        TensorPrimitives.MultiplyAdd(_delta, share, _mean, _mean);
        // (x − old mean)(x − new mean) is (x − old mean)² (n − 1) / n.
        for (int i = 0; i < _products.Length; i++)
            TensorPrimitives.MultiplyAdd(_delta.AsSpan(i), _delta[i] * (1 - share), _products[i], _products[i]);
    }

    /// <summary>The distribution with the rows' mean and their covariance (the sum of products divided by N − 1).</summary>
    /// <exception cref="InvalidOperationException">There are fewer than two rows.</exception>
    public Gaussian ToGaussian()
    {
        if (Count < 2)
            throw new InvalidOperationException($"A covariance needs 2 rows, but there are {Count}. Measure more pictures.");
        double[,] covariance = new double[Dimensions, Dimensions];
        for (int i = 0; i < Dimensions; i++)
        {
            for (int j = i; j < Dimensions; j++)
                covariance[i, j] = covariance[j, i] = _products[i][j - i] / (Count - 1);
        }

        return new Gaussian(_mean, covariance);
    }
}
