using MlNetFashion.Retrieval;
using MlNetFashion.Understanding;

namespace MlNetFashion.Querying;

/// <summary>A query as it is searched once its words are understood.</summary>
/// <param name="Query">The query without the words that name what is not wanted: an embedding of "not black" is near black.</param>
/// <param name="UnwantedWords">What is not wanted and no attribute of the items tells, as words to keep away from.</param>
/// <param name="Adjustment">What the items' attributes say.</param>
sealed record UnderstoodRequest(FashionQuery Query, IReadOnlyList<string> UnwantedWords, ItemAdjustment Adjustment)
{
    /// <summary>What there should be more or less of.</summary>
    public IReadOnlyList<UnderstoodTerm> Terms { get; private init; } = [];

    /// <summary>Understands a query; words for several garments are several requests, those beside a picture one.</summary>
    /// <param name="query">The query.</param>
    /// <param name="index">What is searched.</param>
    /// <param name="weights">How much it counts; null to take the query as it is.</param>
    /// <param name="understanding">Reads the words.</param>
    public static IReadOnlyList<UnderstoodRequest> Make(FashionQuery query, EmbeddingIndex index, UnderstandingWeights? weights, QueryUnderstanding understanding)
    {
        UnderstoodTerm[] terms = [.. query.Terms.Select(term => UnderstoodTerm.Make(term, weights is null ? null : understanding))];
        if (weights is null)
            return [new UnderstoodRequest(query, [], ItemAdjustment.None) { Terms = terms }];
        if (query.Text is null && terms.Length == 0)
            return [new UnderstoodRequest(query, [], ItemAdjustment.None.Plus(Seen(query, index, [], weights)))];
        UnderstoodQuery understood = understanding.Read(query.Text);
        CatalogueMeanings catalogue = CatalogueMeanings.Of(index.Items);
        if (query.HasPicture || understood.Parts is not { Count: > 1 } parts)
            return [Make(query, understood)];
        return [.. parts.Select(part => Make(query.WithText(part.Text), part))];

        UnderstoodRequest Make(FashionQuery query, UnderstoodQuery understood) => new(
            query.Wanting(understood),
            [.. understood.Unwanted.Where(finding => !catalogue.Tell(finding)).Select(finding => finding.Value).Distinct()],
            AttributeScores.Of(understood, terms, catalogue, weights).Plus(Seen(query, index, [.. understood.Findings, .. terms.SelectMany(term => term.Findings)], weights)))
        {
            Terms = terms,
        };
    }

    static float[]? Seen(FashionQuery query, EmbeddingIndex index, IEnumerable<QueryFinding> findings, UnderstandingWeights weights) =>
        query.ImageEmbeddings is [var picture, ..] ? PictureReading.Bonus(picture.Span, index, findings.Select(finding => finding.Kind).ToHashSet(), weights.Seen) : null;

    /// <summary>The answers to the requests of one query as one: by turns from each, then the best first.</summary>
    /// <param name="answers">Of each request, best first.</param>
    /// <param name="top">How many in all.</param>
    public static Neighbour[] Merge(IReadOnlyList<Neighbour[]> answers, int top)
    {
        if (answers.Count == 1)
            return answers[0];
        var taken = new Dictionary<int, Neighbour>();
        var alike = new HashSet<int>();
        for (int rank = 0; rank < answers.Max(found => found.Length); rank++)
        {
            foreach (Neighbour found in answers.Where(found => rank < found.Length).Select(found => found[rank]))
            {
                // One garment's near-duplicates may be another's answers.
                if (taken.Count < top && alike.Add(found.Position) && !found.Alike.Any(other => taken.ContainsKey(other.Position)))
                    taken.Add(found.Position, found);
                alike.UnionWith(found.Alike.Select(other => other.Position));
            }
        }

        return [.. taken.Values.OrderByDescending(found => found.Score).ThenBy(found => found.Position)];
    }

    /// <summary>The query's parts, and one for each of the unwanted words and terms.</summary>
    /// <param name="parts">Of <see cref="Query"/>.</param>
    /// <param name="options">How much they count.</param>
    /// <param name="embed">Embeds texts.</param>
    public QueryPart[] Parts(QueryPart[] parts, SearchOptions options, Func<IReadOnlyList<string?>, float[]> embed)
    {
        float unwanted = options.Understand?.UnwantedWords ?? 0;
        (string Name, string Text, float Weight)[] more =
        [
            .. UnwantedWords.Select(words => ($"not {words}", words, -unwanted / UnwantedWords.Count)),
            .. Terms.Select(term => (term.Name, term.Term.Text, options.TermWeight * term.Term.Weight)),
        ];
        more = [.. more.Where(part => part.Weight != 0)];
        if (more.Length == 0)
            return parts;
        float[] vectors = embed([.. more.Select(part => part.Text)]);
        return [.. parts, .. more.Select((part, i) => new QueryPart(part.Name, vectors.AsMemory(i * Columns.EmbeddingDimension, Columns.EmbeddingDimension), part.Weight))];
    }
}
