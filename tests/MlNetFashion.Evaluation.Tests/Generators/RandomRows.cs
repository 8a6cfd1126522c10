namespace MlNetFashion.Evaluation.Tests;

/// <summary>Rows of standard normal numbers.</summary>
static class RandomRows
{
    public static FeatureMatrix Normal(int seed, int rows, int dimensions) =>
        new([.. Numbers(new Random(seed)).Take(rows * dimensions).Select(value => (float)value)], dimensions);

    public static IEnumerable<double> Numbers(Random random)
    {
        while (true)
            yield return Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
    }
}
