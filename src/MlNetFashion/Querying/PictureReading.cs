using MlNetFashion.Catalogues;
using MlNetFashion.Retrieval;
using MlNetFashion.Understanding;

namespace MlNetFashion.Querying;

/// <summary>What a picture shows, read from a catalogue: its nearest items vote with their attributes.</summary>
/// <remarks>k-nearest-neighbour classification (Cover and Hart, 1967) with votes weighted by a softmax of the cosines. The picture's own items do not vote,
/// so that a picture of the catalogue is read as one that is not in it.</remarks>
static class PictureReading
{
    // Chosen on the validation split of the products; between 20 and 80 voters, and a sharpness of 10 to 20, hardly anything changes.
    const int Voters = 40;
    const float Sharpness = 20;

    // A value that nobody votes for counts as one in fifty.
    const float Doubt = 1f / 50;

    static readonly AttributeKind[] s_kinds = [AttributeKind.Garment, AttributeKind.Colour, AttributeKind.Gender],
        s_kept = [AttributeKind.Garment, AttributeKind.Gender];

    /// <summary>What is added to the score of each item, summed over kind, colour and gender:
    /// a weight times how sure its value is, on a logarithmic scale from 0 (no vote) to 1 (all votes).</summary>
    /// <param name="picture">The picture's embedding, unit length.</param>
    /// <param name="index">The items.</param>
    /// <param name="catalogue">Their attributes, understood.</param>
    /// <param name="named">What the words of the request speak of already: there the picture is not asked.</param>
    /// <param name="weight">0 or more.</param>
    /// <returns>A number for each item; null where no attribute tells anything.</returns>
    public static float[]? Bonus(ReadOnlySpan<float> picture, EmbeddingIndex index, CatalogueMeanings catalogue,
        IReadOnlySet<AttributeKind> named, float weight)
    {
        AttributeKind[] kinds = [.. s_kinds.Where(kind => !named.Contains(kind) && catalogue.Has(kind))];
        if (weight == 0 || kinds.Length == 0)
            return null;
        float[] cosines = index.Cosines(picture);
        float[] bonus = new float[cosines.Length];
        (int Row, float Share)[] votes = Votes(cosines);
        foreach (AttributeKind kind in kinds)
            catalogue.Add(kind, votes, share => weight * Sure(share), bonus);
        return votes.Length == 0 ? null : bonus;
    }

    /// <summary>What is added to the score of each item that is of the kind, or for whom, the picture shows: a change of something else keeps them.</summary>
    /// <param name="picture">The picture's embedding, unit length.</param>
    /// <param name="index">The items. Where the picture is one of theirs, that item's attributes are what it shows; else the nearest vote.</param>
    /// <param name="catalogue">Their attributes, understood.</param>
    /// <param name="named">What the words of the request speak of already: there the picture is not asked.</param>
    /// <param name="weight">Of all votes for a kind; for whom counts half. 0 or more.</param>
    /// <returns>A number for each item; null where no attribute tells anything.</returns>
    public static float[]? Kept(ReadOnlySpan<float> picture, EmbeddingIndex index, CatalogueMeanings catalogue, IReadOnlySet<AttributeKind> named, float weight)
    {
        AttributeKind[] kinds = [.. s_kept.Where(kind => !named.Contains(kind) && catalogue.Has(kind))];
        if (weight == 0 || kinds.Length == 0)
            return null;
        float[] cosines = index.Cosines(picture);
        int nearest = cosines.AsSpan().IndexOf(cosines.Max());
        (int Row, float Share)[] votes = cosines[nearest] >= SearchOptions.NearDuplicate ? [(nearest, 1f)] : Votes(cosines);
        float[] bonus = new float[cosines.Length];
        foreach (AttributeKind kind in kinds)
            catalogue.Add(kind, votes, share => (kind == AttributeKind.Garment ? weight : weight / 2) * share, bonus);
        return bonus;
    }

    // The nearest items that are not the picture itself, with their shares of the votes.
    static (int Row, float Share)[] Votes(float[] cosines)
    {
        var nearest = new BestRows(Math.Max(1, Math.Min(Voters, cosines.Length)));
        for (int row = 0; row < cosines.Length; row++)
        {
            if (cosines[row] < SearchOptions.NearDuplicate && cosines[row] >= nearest.Worst)
                nearest.Offer(row, cosines[row]);
        }

        ScoredRow[] voters = nearest.ToArray();
        float[] votes = [.. voters.Select(voter => MathF.Exp(Sharpness * (voter.Score - voters[0].Score)))];
        float all = votes.Sum();
        return [.. voters.Select((voter, i) => (voter.Row, votes[i] / all))];
    }

    // The logarithm is that of naive Bayes: what is read of kind, colour and gender is multiplied.
    static float Sure(float share) => MathF.Log(1 + share / Doubt) / MathF.Log(1 + 1 / Doubt);
}
