namespace MlNetFashion.Evaluation.Tests;

sealed class FeatureMatrixTests
{
    [Test]
    public void Rows_are_where_they_were_put()
    {
        FeatureMatrix matrix = FeatureMatrix.Of([[1, 2], [3, 4], [5, 6]]);
        Assert.That((matrix.Count, matrix.Dimensions), Is.EqualTo((3, 2)));
        Assert.That(matrix[1].ToArray(), Is.EqualTo(new float[] { 3, 4 }));
        Assert.That(matrix.Pick([2, 0])[0].ToArray(), Is.EqualTo(new float[] { 5, 6 }));
    }

    [Test]
    public void What_is_no_matrix_of_numbers_is_refused()
    {
        Assert.That(() => new FeatureMatrix([1, 2, 3], 2), Throws.ArgumentException.With.Message.Contains("no whole number of rows of 2"));
        Assert.That(() => new FeatureMatrix([1, 2, 3, float.NaN], 2), Throws.ArgumentException.With.Message.Contains("Feature 1 of row 1 is NaN"));
        Assert.That(() => new FeatureMatrix([float.NegativeInfinity], 1), Throws.ArgumentException);
        Assert.That(() => new FeatureMatrix([], 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => FeatureMatrix.Of([[1, 2], [3]]), Throws.ArgumentException.With.Message.Contains("Row 1 has 1 features and row 0 has 2"));
        Assert.That(() => FeatureMatrix.Of([]), Throws.ArgumentException);
    }
}
