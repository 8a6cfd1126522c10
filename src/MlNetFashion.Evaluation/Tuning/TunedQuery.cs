using MlNetFashion.Querying;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Evaluation;

/// <summary>A query of <see cref="WeightTuning"/>: what each of its vectors thinks of each item.</summary>
sealed record TunedQuery(RetrievalQuery Query, float[]? Text, float[] Composed, float[] Generated, ItemAdjustment Adjustment)
{
    public static TunedQuery Of(RetrievalQuery query, ItemAdjustment adjustment, IReadOnlyList<QueryPart> parts, EmbeddingIndex index)
    {
        float[]? Cosines(string name) => parts.FirstOrDefault(part => part.Name == name) is { } part ? index.Cosines(part.Vector.Span) : null;
        return new TunedQuery(query, Cosines("text"), Cosines("composed")!, Cosines("generated")!, adjustment);
    }

    /// <summary>Writes the score of each item, as a search would give it.</summary>
    public void Score(FusionWeights weights, float match, float[] scores)
    {
        float text = Text is null ? 0 : weights.Text, sum = text + weights.Composed + weights.Generated;
        for (int row = 0; row < scores.Length; row++)
        {
            float cosine = (text == 0 ? 0 : text * Text![row]) + weights.Composed * Composed[row] + weights.Generated * Generated[row];
            // What is unwanted is taken away whatever the weight of what is wanted: the bonus was made with a match of 1.
            float bonus = Adjustment.Bonus is { } bonuses ? Math.Max(0, bonuses[row]) * match + Math.Min(0, bonuses[row]) : 0;
            scores[row] = Adjustment.Allowed?[row] == false ? float.NegativeInfinity : cosine / sum + bonus;
        }
    }
}
