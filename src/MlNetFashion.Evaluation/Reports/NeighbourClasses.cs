using System.Numerics.Tensors;

namespace MlNetFashion.Evaluation;

/// <summary>How often the nearest neighbours by embedding are of the class that was asked with.</summary>
/// <param name="Queries">How many were asked.</param>
/// <param name="Gallery">Among how many.</param>
/// <param name="K">Neighbours that were looked at.</param>
/// <param name="OneNearestAccuracy">Share of the queries whose nearest neighbour is of their class, 0 to 1.</param>
/// <param name="PrecisionAtK">Mean share of their class among the K nearest, 0 to 1.</param>
sealed record NeighbourClasses(int Queries, int Gallery, int K, double OneNearestAccuracy, double PrecisionAtK)
{
    /// <summary>Finds the neighbours by dot product, the cosine of unit-length embeddings, and compares classes.</summary>
    /// <param name="gallery">Where neighbours are looked for; K or more.</param>
    /// <param name="galleryClasses">A class each.</param>
    /// <param name="queries">Whose neighbours are looked for; none of them in the gallery.</param>
    /// <param name="queryClasses">A class each.</param>
    /// <param name="k">Neighbours to look at, 1 or more.</param>
    /// <param name="cancellation">Stops between queries.</param>
    /// <exception cref="ArgumentException">There are not as many classes as rows,
    /// no queries, or fewer than <paramref name="k"/> rows in the gallery.</exception>
    public static NeighbourClasses Measure(FeatureMatrix gallery, byte[] galleryClasses, FeatureMatrix queries, byte[] queryClasses, int k = 10,
        CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        queries.RequireSameDimensions(gallery, "the gallery");
        if (gallery.Count != galleryClasses.Length || queries.Count != queryClasses.Length)
            throw new ArgumentException($"The gallery has {gallery.Count:N0} rows and {galleryClasses.Length:N0} classes, "
                + $"the queries {queries.Count:N0} and {queryClasses.Length:N0}. Give a class for each row.", nameof(galleryClasses));
        if (queries.Count == 0 || gallery.Count < k)
            throw new ArgumentException($"{queries.Count:N0} queries cannot find {k} neighbours each among {gallery.Count:N0} rows. "
                + $"Give one query or more, and {k} rows or more.", nameof(gallery));
        bool[] nearest = new bool[queries.Count];
        int[] right = new int[queries.Count];
        Parallel.For(0, queries.Count, new ParallelOptions { CancellationToken = cancellation }, query =>
        {
            (nearest[query], right[query]) = Of(gallery, galleryClasses, queries[query], queryClasses[query], k);
        });
        return new NeighbourClasses(queries.Count, gallery.Count, k, nearest.Count(isRight => isRight) / (double)queries.Count,
            right.Sum() / ((double)queries.Count * k));
    }

    static (bool Nearest, int Right) Of(FeatureMatrix gallery, byte[] classes, ReadOnlySpan<float> query, byte wanted, int k)
    {
        // The smallest of the best stands first, so that it is the one to go.
        var best = new PriorityQueue<int, float>(k + 1);
        for (int row = 0; row < gallery.Count; row++)
        {
            float similarity = TensorPrimitives.Dot(query, gallery[row]);
            if (best.Count < k)
                best.Enqueue(row, similarity);
            else if (best.TryPeek(out _, out float smallest) && similarity > smallest)
                best.EnqueueDequeue(row, similarity);
        }

        int right = 0;
        bool nearest = false;
        while (best.TryDequeue(out int row, out _))
        {
            nearest = classes[row] == wanted;
            right += nearest ? 1 : 0;
        }

        return (nearest, right);
    }
}
