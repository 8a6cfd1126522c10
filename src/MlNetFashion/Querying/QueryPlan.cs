using MlNetFashion.Retrieval;

namespace MlNetFashion.Querying;

/// <summary>Which vectors one query is searched with, and their shares.</summary>
/// <param name="Text">Share of the text embedding, 0 when it is not used.</param>
/// <param name="Composed">Share of the composed embedding.</param>
/// <param name="Generated">Share of the generated pictures.</param>
readonly record struct QueryPlan(float Text, float Composed, float Generated)
{
    public bool NeedsComposed => Composed > 0 || Generated > 0;

    public static QueryPlan Make(FashionQuery query, SearchOptions options) => options.By switch
    {
        SearchBy.Text when query.Text is not null => new QueryPlan(1, 0, 0),
        SearchBy.Text or SearchBy.Composed => new QueryPlan(0, 1, 0),
        SearchBy.Generated => new QueryPlan(0, 0, 1),
        SearchBy.Words => query.Text is not null
            ? new QueryPlan(0, 0, 0)
            : throw new ArgumentException("A search by words needs words, but the query has a picture alone. Say what you look for, or search by another way."),
        SearchBy.Fused => Fuse(query, options.Weights ?? (query.HasPicture ? FusionWeights.Picture : FusionWeights.Words)),
        _ => throw new ArgumentOutOfRangeException(nameof(options), options.By, "There is no such way to search."),
    };

    public QueryPart[] ToParts(ReadOnlyMemory<float> text, ReadOnlyMemory<float> composed, ReadOnlyMemory<float> generated)
    {
        var parts = new List<QueryPart>(3);
        if (Text > 0)
            parts.Add(new QueryPart("text", text, Text));
        if (Composed > 0)
            parts.Add(new QueryPart("composed", composed, Composed));
        if (Generated > 0)
            parts.Add(new QueryPart("generated", generated, Generated));
        return [.. parts];
    }

    static QueryPlan Fuse(FashionQuery query, FusionWeights weights)
    {
        foreach (float weight in (float[])[weights.Text, weights.Composed, weights.Generated])
        {
            if (!(weight >= 0) || float.IsInfinity(weight))
                throw new ArgumentException($"A weight of a fused search is 0 or more, but one of {weights} is {weight}.");
        }

        float text = query.Text is null ? 0 : weights.Text;
        float sum = text + weights.Composed + weights.Generated;
        return sum > 0
            ? new QueryPlan(text / sum, weights.Composed / sum, weights.Generated / sum)
            : throw new ArgumentException("A fused search needs a weight above 0 for a vector that the query has, "
                + $"but has {weights}{(query.Text is null ? " and no text" : "")}.");
    }
}
