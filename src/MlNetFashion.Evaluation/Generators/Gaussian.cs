namespace MlNetFashion.Evaluation;

/// <summary>A normal distribution of several dimensions; its covariance may be singular.</summary>
sealed class Gaussian
{
    readonly double[] _mean;
    readonly double[,] _covariance;

    /// <summary>Makes a distribution.</summary>
    /// <param name="mean">D numbers, 1 or more.</param>
    /// <param name="covariance">D x D, symmetric.</param>
    /// <exception cref="ArgumentException">The sizes differ, a number is not finite, or the covariance is not symmetric.</exception>
    public Gaussian(IReadOnlyList<double> mean, double[,] covariance)
    {
        int dimensions = mean.Count;
        if (dimensions == 0 || covariance.GetLength(0) != dimensions || covariance.GetLength(1) != dimensions)
            throw new ArgumentException($"The mean has {dimensions} dimensions and the covariance is {covariance.GetLength(0)} x {covariance.GetLength(1)}. "
                + "Give D and D x D, with D of 1 or more.", nameof(covariance));
        _mean = [.. mean];
        _covariance = (double[,])covariance.Clone();
        for (int i = 0; i < dimensions; i++)
        {
            if (!double.IsFinite(mean[i]))
                throw new ArgumentException($"The mean of dimension {i} is {mean[i]}. Give finite numbers.", nameof(mean));
            for (int j = 0; j < dimensions; j++)
            {
                if (!double.IsFinite(covariance[i, j]))
                    throw new ArgumentException($"The covariance of dimensions {i} and {j} is {covariance[i, j]}. Give finite numbers.", nameof(covariance));
                if (Math.Abs(covariance[i, j] - covariance[j, i]) > 1e-9 * Math.Max(Math.Abs(covariance[i, i]), Math.Abs(covariance[j, j])))
                    throw new ArgumentException($"The covariance is not symmetric: {covariance[i, j]} at ({i}, {j}) and {covariance[j, i]} at ({j}, {i}).",
                        nameof(covariance));
            }
        }
    }

    /// <summary>D.</summary>
    public int Dimensions => _mean.Length;

    /// <summary>D numbers.</summary>
    public ReadOnlySpan<double> Mean => _mean;

    /// <summary>The covariance of two dimensions; their variance where they are one.</summary>
    public double Covariance(int one, int other) => _covariance[one, other];
}
