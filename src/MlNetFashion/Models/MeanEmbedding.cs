using System.Numerics.Tensors;

namespace MlNetFashion.Models;

/// <summary>Several embeddings as one.</summary>
static class MeanEmbedding
{
    /// <summary>Their mean, of unit length.</summary>
    /// <param name="embeddings">N × D numbers, N 1 or more.</param>
    /// <returns>D numbers; the same array where there is one.</returns>
    public static float[] Of(float[] embeddings)
    {
        const int D = Columns.EmbeddingDimension;
        if (embeddings.Length == D)
            return embeddings;
        float[] mean = embeddings[..D];
        for (int i = D; i < embeddings.Length; i += D)
            TensorPrimitives.Add(mean, embeddings.AsSpan(i, D), mean);

        // Pictures that point in opposite directions have no mean; the first speaks for all then.
        float length = TensorPrimitives.Norm<float>(mean);
        if (length < 1e-6f)
            return embeddings[..D];
        TensorPrimitives.Divide(mean, length, mean);
        return mean;
    }
}
