namespace MlNetFashion.Evaluation.Tests;

public sealed class NeighbourClassesTests
{
    [Test]
    public void It_is_what_sorting_everything_gives()
    {
        var random = new Random(4);
        const int Gallery = 60, Queries = 25, Dimensions = 5, K = 7;
        float[] gallery = Numbers(Gallery), queries = Numbers(Queries);
        byte[] galleryClasses = Classes(Gallery), queryClasses = Classes(Queries);
        double one = 0, ten = 0;
        for (int query = 0; query < Queries; query++)
        {
            int[] order = [.. Enumerable.Range(0, Gallery)
                .OrderByDescending(row => Enumerable.Range(0, Dimensions).Sum(i => queries[query * Dimensions + i] * gallery[row * Dimensions + i]))];
            one += galleryClasses[order[0]] == queryClasses[query] ? 1 : 0;
            ten += order.Take(K).Count(row => galleryClasses[row] == queryClasses[query]);
        }

        NeighbourClasses found = NeighbourClasses.Measure(new FeatureMatrix(gallery, Dimensions), galleryClasses,
            new FeatureMatrix(queries, Dimensions), queryClasses, K);
        Assert.That((found.OneNearestAccuracy, found.PrecisionAtK), Is.EqualTo((one / Queries, ten / (Queries * K))));
        Assert.That((found.Queries, found.Gallery, found.K), Is.EqualTo((Queries, Gallery, K)));

        float[] Numbers(int count) => [.. Enumerable.Range(0, count * Dimensions).Select(_ => 2 * random.NextSingle() - 1)];

        byte[] Classes(int count) => [.. Enumerable.Range(0, count).Select(_ => (byte)random.Next(3))];
    }

    [Test]
    public void A_class_is_needed_for_each_row_and_as_many_rows_as_neighbours()
    {
        var matrix = new FeatureMatrix([1, 0, 0, 1], 2);
        Assert.That(() => NeighbourClasses.Measure(matrix, [0], matrix, [0, 1], 1),
            Throws.ArgumentException.With.Message.Contains("The gallery has 2 rows and 1 classes"));
        Assert.That(() => NeighbourClasses.Measure(matrix, [0, 1], matrix, [0, 1], 3),
            Throws.ArgumentException.With.Message.Contains("3 neighbours each among 2 rows"));
    }
}
