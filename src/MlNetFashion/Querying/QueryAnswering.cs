using MlNetFashion.Catalogues;
using MlNetFashion.Retrieval;
using MlNetFashion.Understanding;

namespace MlNetFashion.Querying;

/// <summary>Answers prepared queries from an index.</summary>
/// <param name="index">What is searched.</param>
/// <param name="catalogue">Its attributes, understood.</param>
/// <param name="options">How, as the queries were prepared.</param>
sealed class QueryAnswering(EmbeddingIndex index, CatalogueMeanings catalogue, SearchOptions options)
{
    // Words alone are compared with the items, whatever is shown.
    readonly UnderstandingWeights? _weights = options.By == SearchBy.Text && options.Understand is { } given ? given with { Seen = 0 } : options.Understand;

    /// <summary>The answer to a query.</summary>
    public SearchAnswer Answer(PreparedQuery query) => new(
        query,
        Merge([.. query.Wanted.Select(garment => Nearest(query, garment))], options.Top),
        query.Understood is null ? [] : [.. query.Understood.Findings.Where(finding => finding.IsRequired && !catalogue.Tell(finding))]);

    /// <summary>What the items' attributes say to one of the garments that a query asks for.</summary>
    public ItemAdjustment Adjust(PreparedQuery query, WantedGarment garment)
    {
        if (_weights is null)
            return ItemAdjustment.None;
        ItemAdjustment said = garment.Understood is null ? ItemAdjustment.None : AttributeScores.Of(garment.Understood, garment.Terms, catalogue, _weights);
        return query.ImageEmbedding.IsEmpty ? said : said.Plus(PictureReading.Bonus(query.ImageEmbedding.Span, index, catalogue, Named(garment), _weights.Seen));
    }

    static HashSet<AttributeKind> Named(WantedGarment garment) =>
        [.. (garment.Understood?.Findings ?? []).Concat(garment.Terms.SelectMany(term => term.Findings)).Select(finding => finding.Kind)];

    Neighbour[] Nearest(PreparedQuery query, WantedGarment garment)
    {
        bool isPictureAlone = query.Query is { HasPicture: true, Text: null, Terms.Count: 0 };
        float diversity = options.Diversity ?? (isPictureAlone && options.By == SearchBy.Fused && _weights is { Seen: > 0 } ? SearchOptions.PictureDiversity : 0);
        Neighbour[] found = index.Search(Parts(garment), diversity > 0 ? Math.Max(options.Top, MaximalMarginalRelevance.Pool) : options.Top, options.Where, Adjust(query, garment), options.FoldFrom);
        return diversity > 0 ? MaximalMarginalRelevance.Choose(found, index, options.Top, diversity, query.ImageEmbedding.Span) : found;
    }

    // Beside the query's own vectors, what is refused and no attribute tells, and what there should be more or less of.
    QueryPart[] Parts(WantedGarment garment)
    {
        string[] untold = garment.Understood is null ? [] : [.. garment.Understood.Unwanted.Where(finding => !catalogue.Tell(finding)).Select(finding => $"not {finding.Value}").Distinct()];
        float refused = -(_weights?.UnwantedWords ?? 0) / Math.Max(1, untold.Length);
        return
        [
            .. garment.Parts,
            .. garment.Refused.Where(part => untold.Contains(part.Name) && refused != 0).Select(part => part with { Weight = refused }),
            .. garment.TermParts.Select(part => part with { Weight = options.TermWeight * part.Weight }).Where(part => part.Weight != 0),
        ];
    }

    // By turns from the answers of each garment, then the best first.
    static Neighbour[] Merge(Neighbour[][] answers, int top)
    {
        if (answers.Length == 1)
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
}
