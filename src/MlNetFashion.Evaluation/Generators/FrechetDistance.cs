using MathNet.Numerics.LinearAlgebra;

namespace MlNetFashion.Evaluation;

/// <summary>How far apart two normal distributions are: the squared Wasserstein-2 distance, of which FID is the case of Inception's features.</summary>
/// <remarks>
/// <para>|μa − μb|² + tr A + tr B − 2 tr (A^½ B A^½)^½, in squared units of the features.
/// Dowson and Landau, The Fréchet distance between multivariate normal distributions, 1982;
/// Heusel et al., GANs Trained by a Two Time-Scale Update Rule Converge to a Local Nash Equilibrium, 2017.</para>
/// <para>The last trace is the sum of the singular values of A^½ B^½, and is computed so:
/// a square root of A B, as it is often written, leaves the real numbers where a covariance is
/// singular, as it is with fewer rows than dimensions, and squaring first would lose half of the digits.
/// A variance of less than about 1e-14 of the largest is rounding in double precision, and counts as 0.</para>
/// </remarks>
static class FrechetDistance
{
    const double RelativePrecision = 2.220446049250313e-16;

    /// <summary>The distance, 0 or more.</summary>
    /// <exception cref="ArgumentException">The dimensions differ, or a covariance has a negative variance in some direction.</exception>
    public static double Between(Gaussian one, Gaussian other)
    {
        if (one.Dimensions != other.Dimensions)
            throw new ArgumentException($"One distribution has {one.Dimensions} dimensions and the other {other.Dimensions}. "
                + "Compute the features of both with one network.", nameof(other));
        double means = 0, traces = 0;
        for (int i = 0; i < one.Dimensions; i++)
        {
            double shift = one.Mean[i] - other.Mean[i];
            means += shift * shift;
            traces += one.Covariance(i, i) + other.Covariance(i, i);
        }

        double common = (Root(one) * Root(other)).Svd(computeVectors: false).S.Sum();
        // It is never negative but by rounding.
        return Math.Max(0, means + traces - 2 * common);
    }

    static Matrix<double> Root(Gaussian gaussian)
    {
        Matrix<double> covariance = Matrix<double>.Build.Dense(gaussian.Dimensions, gaussian.Dimensions, gaussian.Covariance);
        var parts = covariance.Evd(Symmetricity.Symmetric);
        Vector<double> variances = parts.EigenValues.Map(value => value.Real);
        // What is smaller is rounding: its root would not be small.
        double noise = variances.AbsoluteMaximum() * gaussian.Dimensions * RelativePrecision;
        if (variances.Minimum() < -1e-6 * variances.AbsoluteMaximum())
            throw new ArgumentException($"The covariance has the variance {variances.Minimum():g3} in some direction, but none can be negative. "
                + $"Take it from rows with {nameof(GaussianAccumulator)}.", nameof(gaussian));
        return parts.EigenVectors * Matrix<double>.Build.DiagonalOfDiagonalVector(variances.Map(value => value > noise ? Math.Sqrt(value) : 0))
            * parts.EigenVectors.Transpose();
    }
}
