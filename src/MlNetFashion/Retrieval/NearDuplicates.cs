namespace MlNetFashion.Retrieval;

/// <summary>Folds a ranking: of near-duplicates the best is kept, the others are told with it.</summary>
static class NearDuplicates
{
    // Looked at in pairs: of the products 12 of 12 pairs between 0.998 and 0.999 are the same thing to the eye (or lipsticks of two shades), below it
    // t-shirts with other prints come in. Of 2,000 drawn garments the 21 pairs above it have equal titles.

    /// <summary>The cosine from which nobody tells two pictures apart that the shipped image encoder saw; pictures of equal pixels have 1.</summary>
    public const float Cosine = 0.998f;

    /// <summary>The first rows of a ranking that are unlike each other, each with the rows above the last of them that are like it.</summary>
    /// <param name="ranking">Best first.</param>
    /// <param name="embeddings">Of all rows.</param>
    /// <param name="top">How many to keep.</param>
    /// <param name="from">The cosine from which rows are alike.</param>
    public static List<List<ScoredRow>> Fold(ReadOnlySpan<ScoredRow> ranking, EmbeddingRows embeddings, int top, float from)
    {
        var kept = new List<List<ScoredRow>>(Math.Min(top, ranking.Length));
        foreach (ScoredRow row in ranking)
        {
            List<ScoredRow>? like = kept.Find(group => embeddings.Dot(group[0].Row, row.Row) >= from);
            if (like is not null)
                like.Add(row);
            else
                kept.Add([row]);
            if (kept.Count == top)
                break;
        }

        return kept;
    }
}
