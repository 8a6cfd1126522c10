using System.Numerics.Tensors;

namespace MlNetFashion.Evaluation;

/// <summary>How different the pictures of one query are from each other.</summary>
/// <param name="Query">Its text or class.</param>
/// <param name="Pictures">Generated pictures, 2 or more.</param>
/// <param name="Distance">The mean distance of two of them, in units of the features.</param>
/// <param name="RealPictures">Real pictures that answer the query, 2 or more.</param>
/// <param name="RealDistance">The mean distance of two of those.</param>
sealed record QueryDiversity(string Query, int Pictures, double Distance, int RealPictures, double RealDistance)
{
    /// <summary>Measures one query.</summary>
    /// <param name="query">Its text or class.</param>
    /// <param name="generated">Features of its generated pictures.</param>
    /// <param name="real">Features of real pictures that answer it.</param>
    /// <exception cref="ArgumentException">There are fewer than two of one kind, or their features have different lengths.</exception>
    public static QueryDiversity Of(string query, FeatureMatrix generated, FeatureMatrix real)
    {
        generated.RequireSameDimensions(real, "real pictures");
        return new QueryDiversity(query, generated.Count, MeanDistance(generated), real.Count, MeanDistance(real));
    }

    /// <summary>The mean Euclidean distance over all pairs of two different rows.</summary>
    /// <exception cref="ArgumentException">There are fewer than two rows.</exception>
    public static double MeanDistance(FeatureMatrix rows)
    {
        if (rows.Count < 2)
            throw new ArgumentException($"A distance is between 2 pictures, but there are {rows.Count}. Generate more with other seeds.", nameof(rows));
        double sum = 0;
        for (int i = 1; i < rows.Count; i++)
        {
            for (int j = 0; j < i; j++)
                sum += TensorPrimitives.Distance(rows[i], rows[j]);
        }

        return sum / (rows.Count * (rows.Count - 1.0) / 2);
    }
}
