using CsCheck;
using MathNet.Numerics.LinearAlgebra;

namespace MlNetFashion.Evaluation.Tests;

sealed class FrechetDistanceTests
{
    // Nothing, or enough that its square is more than rounding beside the others.
    static Gen<double> Deviation => Gen.OneOf(Gen.Const(0.0), Gen.Double[0.001, 3]);

    static Gaussian Diagonal(double[] mean, double[] deviations) =>
        Of(mean, Matrix<double>.Build.DiagonalOfDiagonalArray([.. deviations.Select(value => value * value)]));

    static Gaussian Of(double[] mean, Matrix<double> covariance) => new(mean, (0.5 * (covariance + covariance.Transpose())).ToArray());

    static Matrix<double> Normal(int seed, int rows, int columns) =>
        Matrix<double>.Build.Dense(rows, columns, [.. RandomRows.Numbers(new Random(seed)).Take(rows * columns)]);

    static Matrix<double> Covariance(int seed, int dimensions, int rank)
    {
        Matrix<double> factor = Normal(seed, dimensions, rank);
        return factor * factor.Transpose();
    }

    [Test]
    public void In_one_dimension_means_and_deviations_are_a_plane() =>
        Gen.Select(Gen.Double[-50, 50], Gen.Double[0, 20], Gen.Double[-50, 50], Gen.Double[0, 20]).Sample((mean1, deviation1, mean2, deviation2) =>
            Assert.That(
                FrechetDistance.Between(Diagonal([mean1], [deviation1]), Diagonal([mean2], [deviation2])),
                Is.EqualTo((mean1 - mean2) * (mean1 - mean2) + (deviation1 - deviation2) * (deviation1 - deviation2)).Within(1e-9)));

    [Test]
    public void Independent_dimensions_add_up() =>
        Gen.Select(Gen.Double[-3, 3], Deviation, Gen.Double[-3, 3], Deviation).Array[1, 30].Sample(dimensions =>
        {
            double expected = dimensions.Sum(each => Math.Pow(each.Item1 - each.Item3, 2) + Math.Pow(each.Item2 - each.Item4, 2));
            Gaussian one = Diagonal([.. dimensions.Select(each => each.Item1)], [.. dimensions.Select(each => each.Item2)]);
            Gaussian other = Diagonal([.. dimensions.Select(each => each.Item3)], [.. dimensions.Select(each => each.Item4)]);
            Assert.That(FrechetDistance.Between(one, other), Is.EqualTo(expected).Within(1e-9));
        });

    [TestCase(1)]
    [TestCase(7)]
    [TestCase(64)]
    public void A_distribution_is_at_no_distance_from_itself_and_at_the_square_of_a_shift_from_itself_moved(int rank)
    {
        const int Dimensions = 64;
        Matrix<double> covariance = Covariance(rank, Dimensions, rank);
        double[] mean = new double[Dimensions], moved = [.. Enumerable.Range(0, Dimensions).Select(i => 0.1 * i)];
        Assert.That(FrechetDistance.Between(Of(mean, covariance), Of(mean, covariance)), Is.Zero.Within(1e-9));
        Assert.That(FrechetDistance.Between(Of(mean, covariance), Of(moved, covariance)), Is.EqualTo(moved.Sum(value => value * value)).Within(1e-9));
    }

    [Test]
    public void Covariances_of_two_dimensions_that_do_not_commute_follow_the_closed_form() => Gen.Int[0, 100_000].Sample(seed =>
    {
        Matrix<double> one = Covariance(seed, 2, 2), other = Covariance(seed + 500_000, 2, 2);
        // The eigenvalues a, b of a product of two covariances are not negative, and (√a + √b)² = a + b + 2 √(a b).
        double common = Math.Sqrt((one * other).Trace() + 2 * Math.Sqrt(one.Determinant() * other.Determinant()));
        Assert.That(FrechetDistance.Between(Of([0, 0], one), Of([1, 2], other)), Is.EqualTo(5 + one.Trace() + other.Trace() - 2 * common).Within(1e-7));
    });

    [Test]
    public void Turning_both_changes_nothing_and_turning_one_does() => Gen.Int[0, 1000].Sample(seed =>
    {
        const int Dimensions = 9;
        Matrix<double> one = Covariance(seed, Dimensions, 5), other = Covariance(seed + 5000, Dimensions, Dimensions),
            turn = Normal(seed + 9000, Dimensions, Dimensions).QR().Q;
        Vector<double> mean = Normal(seed + 7000, Dimensions, 1).Column(0);
        double expected = FrechetDistance.Between(Of(new double[Dimensions], one), Of([.. mean], other));
        Assert.That(FrechetDistance.Between(Of(new double[Dimensions], turn * one * turn.Transpose()), Of([.. turn * mean], turn * other * turn.Transpose())),
            Is.EqualTo(expected).Within(1e-7));
        Assert.That(FrechetDistance.Between(Of(new double[Dimensions], turn * one * turn.Transpose()), Of([.. mean], other)),
            Is.Not.EqualTo(expected).Within(1e-6));
        Assert.That(FrechetDistance.Between(Of([.. mean], other), Of(new double[Dimensions], one)), Is.EqualTo(expected).Within(1e-7), "it has no direction");
    }, iter: 30);

    [Test]
    public void Two_lines_in_many_dimensions_have_their_angle_in_common()
    {
        const int Dimensions = 40;
        Matrix<double> one = Normal(1, Dimensions, 1).NormalizeColumns(2), other = Normal(2, Dimensions, 1).NormalizeColumns(2);
        double angle = Math.Abs((one.Transpose() * other)[0, 0]);
        double distance = FrechetDistance.Between(Of(new double[Dimensions], 4 * one * one.Transpose()),
            Of(new double[Dimensions], 9 * other * other.Transpose()));
        Assert.That(distance, Is.EqualTo(4 + 9 - 2 * 2 * 3 * angle).Within(1e-9));
    }

    [Test]
    public void A_point_is_at_the_variance_of_what_lies_around_it()
    {
        Matrix<double> covariance = Covariance(3, 20, 20);
        Assert.That(FrechetDistance.Between(Of(new double[20], 0 * covariance), Of(new double[20], covariance)), Is.EqualTo(covariance.Trace()).Within(1e-9));
    }

    [Test]
    public void Fewer_rows_than_dimensions_are_measured_exactly()
    {
        const int Dimensions = 50, Rows = 6;
        FeatureMatrix one = RandomRows.Normal(1, Rows, Dimensions), other = RandomRows.Normal(2, Rows, Dimensions);
        // The common part is that of the rows' products with each other, 6 x 6 instead of 50 x 50.
        (Matrix<double> centred1, Vector<double> mean1) = Centred(one);
        (Matrix<double> centred2, Vector<double> mean2) = Centred(other);
        double common = (centred1 * centred2.Transpose()).Svd().S.Sum() / (Rows - 1);
        double expected = (mean1 - mean2).DotProduct(mean1 - mean2)
            + (Math.Pow(centred1.FrobeniusNorm(), 2) + Math.Pow(centred2.FrobeniusNorm(), 2)) / (Rows - 1) - 2 * common;
        Assert.That(FrechetDistance.Between(GaussianAccumulator.Of(one).ToGaussian(), GaussianAccumulator.Of(other).ToGaussian()),
            Is.EqualTo(expected).Within(1e-9));

        static (Matrix<double>, Vector<double>) Centred(FeatureMatrix rows)
        {
            Matrix<double> matrix = Matrix<double>.Build.Dense(rows.Count, rows.Dimensions, (row, column) => rows[row][column]);
            Vector<double> mean = matrix.ColumnSums() / rows.Count;
            return (matrix - Matrix<double>.Build.Dense(rows.Count, rows.Dimensions, (_, column) => mean[column]), mean);
        }
    }

    [Test]
    public void What_cannot_be_measured_is_refused()
    {
        Gaussian plane = Diagonal([0, 0], [1, 1]);
        Assert.That(() => FrechetDistance.Between(plane, Diagonal([0], [1])), Throws.ArgumentException.With.Message.Contains("2 dimensions and the other 1"));
        Assert.That(() => FrechetDistance.Between(plane, new Gaussian([0, 0], new double[,] { { 1, 2 }, { 2, 1 } })),
            Throws.ArgumentException.With.Message.Contains("variance -1"));
        Assert.That(() => new Gaussian([0, 0], new double[,] { { 1, 2 }, { 3, 20 } }), Throws.ArgumentException.With.Message.Contains("not symmetric"));
        Assert.That(() => new Gaussian([0, double.NaN], new double[,] { { 1, 0 }, { 0, 1 } }), Throws.ArgumentException);
        Assert.That(() => new Gaussian([0], new double[,] { { double.PositiveInfinity } }), Throws.ArgumentException);
        Assert.That(() => new Gaussian([0], new double[,] { { 1, 0 }, { 0, 1 } }), Throws.ArgumentException);
    }
}
