namespace MlNetFashion.Retrieval;

/// <summary>Chooses answers that are good and unlike each other: maximal marginal relevance (Carbonell and Goldstein, 1998).</summary>
static class DiverseAnswers
{
    /// <summary>How many times as many items are looked at as are answers.</summary>
    public const int Pool = 6;

    /// <summary>Chooses.</summary>
    /// <param name="pool">What there is, best first.</param>
    /// <param name="index">What it is of.</param>
    /// <param name="top">How many are chosen, at most.</param>
    /// <param name="diversity">The share of the cosine to the nearest chosen one that is taken from a score.</param>
    /// <returns>The chosen ones, best first.</returns>
    public static Neighbour[] Choose(Neighbour[] pool, EmbeddingIndex index, int top, float diversity)
    {
        if (pool.Length <= top)
            return pool;
        float[] nearest = new float[pool.Length];
        Array.Fill(nearest, -1);
        bool[] chosen = new bool[pool.Length];
        for (int count = 0; count < top; count++)
        {
            int best = -1;
            for (int i = 0; i < pool.Length; i++)
            {
                if (!chosen[i] && (best < 0 || Worth(i) > Worth(best)))
                    best = i;
            }

            chosen[best] = true;
            for (int i = 0; i < pool.Length; i++)
                nearest[i] = Math.Max(nearest[i], DotProduct.Of(index.Embedding(pool[i].Position), index.Embedding(pool[best].Position)));
        }

        return [.. pool.Where((_, i) => chosen[i])];

        float Worth(int i) => pool[i].Score - diversity * nearest[i];
    }
}
