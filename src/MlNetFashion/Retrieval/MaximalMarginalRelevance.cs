namespace MlNetFashion.Retrieval;

/// <summary>Chooses first answers that are good and unlike each other: maximal marginal relevance (Carbonell and Goldstein, 1998).</summary>
static class MaximalMarginalRelevance
{
    /// <summary>How many answers are chosen: what is looked at first.</summary>
    public const int First = 10;

    /// <summary>How many of the best are chosen from.</summary>
    public const int Pool = 6 * First;

    /// <summary>Puts the chosen ones first.</summary>
    /// <param name="ranking">Best first; of <see cref="Pool"/> answers or more, or all there are.</param>
    /// <param name="index">What they are of.</param>
    /// <param name="top">How many are wanted.</param>
    /// <param name="diversity">The share of the cosine to the nearest chosen one that is taken from a score.</param>
    /// <param name="shown">The embedding of the picture that asks; empty for none. Its own items stand with
    /// the first and push nothing away: what is like them is what is asked for.</param>
    /// <returns>The chosen ones, best first, then the others in their order.</returns>
    public static Neighbour[] Choose(Neighbour[] ranking, EmbeddingIndex index, int top, float diversity, ReadOnlySpan<float> shown = default)
    {
        int pool = Math.Min(Pool, ranking.Length);
        float[] nearest = new float[pool];
        Array.Fill(nearest, -1);
        bool[] chosen = new bool[ranking.Length];
        for (int i = 0; i < pool && !shown.IsEmpty; i++)
            chosen[i] = DotProduct.Of(index.Embedding(ranking[i].Position), shown) >= NearDuplicates.Cosine;
        for (int count = 0; count < Math.Min(Math.Min(First, top), pool); count++)
        {
            int best = -1;
            for (int i = 0; i < pool; i++)
            {
                if (!chosen[i] && (best < 0 || Worth(i) > Worth(best)))
                    best = i;
            }

            if (best < 0)
                break;
            chosen[best] = true;
            for (int i = 0; i < pool; i++)
                nearest[i] = Math.Max(nearest[i], DotProduct.Of(index.Embedding(ranking[i].Position), index.Embedding(ranking[best].Position)));
        }

        return [.. ranking.Where((_, i) => chosen[i]).Concat(ranking.Where((_, i) => !chosen[i])).Take(top)];

        float Worth(int i) => ranking[i].Score - diversity * nearest[i];
    }
}
