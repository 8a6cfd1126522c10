namespace MlNetFashion.Understanding;

/// <summary>A query as it is searched once its words are understood.</summary>
/// <param name="Query">The query without the words that name what is not wanted: an embedding of "not black" is near black.</param>
/// <param name="UnwantedWords">What is not wanted and no attribute of the items tells, as words to keep away from.</param>
/// <param name="Adjustment">What the items' attributes say.</param>
sealed record UnderstoodRequest(FashionQuery Query, IReadOnlyList<string> UnwantedWords, ItemAdjustment Adjustment)
{
    /// <summary>Understands a query; words for several garments are several requests, those beside a picture one.</summary>
    /// <param name="query">The query.</param>
    /// <param name="index">What is searched.</param>
    /// <param name="weights">How much it counts; null to take the query as it is.</param>
    /// <param name="understanding">Reads the words.</param>
    public static IReadOnlyList<UnderstoodRequest> Make(FashionQuery query, EmbeddingIndex index, UnderstandingWeights? weights, QueryUnderstanding understanding)
    {
        if (query.Text is null || weights is null)
            return [new UnderstoodRequest(query, [], ItemAdjustment.None)];
        UnderstoodQuery understood = understanding.Read(query.Text);
        CatalogueMeanings catalogue = CatalogueMeanings.Of(index.Items);
        if (query.Image is not null || understood.Parts is not { Count: > 1 } parts)
            return [Make(query, understood)];
        return [.. parts.Select(part => Make(new FashionQuery(part.Text), part))];

        UnderstoodRequest Make(FashionQuery query, UnderstoodQuery understood) => new(
            understood.Wanted(query),
            [.. understood.Unwanted.Where(finding => !catalogue.Tell(finding)).Select(finding => finding.Value).Distinct()],
            ItemAdjustment.Make(understood, catalogue, weights));
    }

    /// <summary>The answers to the requests of one query as one: by turns from each, then the best first.</summary>
    /// <param name="answers">Of each request, best first.</param>
    /// <param name="top">How many in all.</param>
    public static Neighbour[] Merge(IReadOnlyList<Neighbour[]> answers, int top)
    {
        if (answers.Count == 1)
            return answers[0];
        var taken = new Dictionary<int, Neighbour>();
        for (int rank = 0; rank < answers.Max(found => found.Length); rank++)
        {
            foreach (Neighbour found in answers.Where(found => rank < found.Length).Select(found => found[rank]))
            {
                if (taken.Count < top)
                    taken.TryAdd(found.Position, found);
            }
        }

        return [.. taken.Values.OrderByDescending(found => found.Score).ThenBy(found => found.Position)];
    }

    /// <summary>The query's parts, and one for all unwanted words.</summary>
    /// <param name="parts">Of <see cref="Query"/>.</param>
    /// <param name="weight">Of the unwanted words.</param>
    /// <param name="embed">Embeds texts.</param>
    public QueryPart[] Parts(QueryPart[] parts, float weight, Func<IReadOnlyList<string?>, float[]> embed)
    {
        if (UnwantedWords.Count == 0 || weight == 0)
            return parts;
        return [.. parts, .. embed([.. UnwantedWords]).Chunk(Columns.EmbeddingDimension).Select((vector, i) => new QueryPart($"not {UnwantedWords[i]}", vector, -weight / UnwantedWords.Count))];
    }
}
