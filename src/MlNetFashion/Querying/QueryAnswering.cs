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
    public SearchAnswer Answer(PreparedQuery query)
    {
        UnderstoodQuery? understood = query.Understood;
        NumberRequest numbers = understood is null ? new NumberRequest(null, [], []) : NumberRequest.Read(understood.Text, index);
        AttributeFilter? where = numbers.Filter is null ? options.Where
            : new AttributeFilter([.. options.Where?.Conditions ?? [], .. numbers.Filter.Conditions]);
        (string Word, string Meant)[] corrected = understood is null ? [] : [.. Corrections(understood)];
        return new SearchAnswer(
            query,
            Merge([.. query.Wanted.Select(garment => Nearest(query, garment, where, corrected))], options.Top),
            understood is null ? [] : [.. understood.Findings.Where(finding => finding.IsRequired && !catalogue.Tell(finding))])
        {
            Corrected = corrected,
            UntoldNumbers = numbers.Untold,
        };
    }

    /// <summary>What the items' attributes say to one of the garments that a query asks for.</summary>
    public ItemAdjustment Adjust(PreparedQuery query, WantedGarment garment)
    {
        if (_weights is null)
            return ItemAdjustment.None;
        ItemAdjustment said = garment.Understood is null ? ItemAdjustment.None : AttributeScores.Of(garment.Understood, garment.Terms, catalogue, _weights);
        if (garment.KeptKind is { } kind && catalogue.Known(new QueryFinding(AttributeKind.Garment, kind.Value, FindingChange.Keep, 0, 1)) is { } have)
            said = said.Plus(ItemAdjustment.Attributes, [.. have.Select(has => has ? _weights.Match * _weights.Kept * kind.Confidence * kind.Confidence : 0)]);
        return query.ImageEmbedding.IsEmpty ? said
            : said.Plus(ItemAdjustment.Attributes, PictureReading.Bonus(query.ImageEmbedding.Span, index, catalogue, Named(garment), _weights.Seen));
    }

    // What the words of titles and attributes say beside that: the lexicon need not know them.
    ItemAdjustment AdjustByWords(PreparedQuery query, WantedGarment garment, IReadOnlyList<(string Word, string Meant)> corrected)
    {
        if (_weights is null && options.By != SearchBy.Words)
            return ItemAdjustment.None;
        ItemAdjustment adjusted = Adjust(query, garment);
        float weight = options.By == SearchBy.Words ? 1 : _weights!.Words;
        float[]? words = Words(query, garment) is { Length: > 0 } text && weight > 0 ? catalogue.Words.Score(Meant(text, corrected)) : null;
        if (words is not null)
        {
            adjusted = options.By == SearchBy.Words ? adjusted.Only([.. words.Select(score => score > 0)]) : adjusted;
            adjusted = adjusted.Plus("words", [.. words.Select(score => weight * score)]);
        }
        else if (options.By == SearchBy.Words)
        {
            adjusted = adjusted.Only(new bool[index.Count]);
        }

        foreach (RefusedWord refused in query.Understood?.Refused ?? [])
            adjusted = adjusted.Without(catalogue.Words.Have(refused.Text));
        if (query.Query is { Text: { } typed, HasPicture: false } && index.PositionOf(typed.Trim()) is >= 0 and var row)
            adjusted = adjusted.Plus("id", One(row));
        if (query.Query is { HasPicture: true, Text: null, Terms.Count: 0 } && !query.ImageEmbedding.IsEmpty)
            adjusted = adjusted.Plus("the same picture", Same(query.ImageEmbedding.Span));
        return adjusted;
    }

    // Beside a picture, what the lexicon knows says what is to change, and attributes tell that: titles would bring other kinds of that colour.
    string? Words(PreparedQuery query, WantedGarment garment) =>
        !query.Query.HasPicture || options.By is SearchBy.Words or SearchBy.Text || garment.Understood is not { } understood
        ? garment.Query.Text
        : string.Join(' ', RequestWords.Read(understood.Text, QueryUnderstanding.MaxLength)
            .Where(word => !understood.Findings.Any(finding => word.Start < finding.End && word.End > finding.Start)
                && !understood.Refused.Any(refused => word.Start < refused.End && word.End > refused.Start))
            .Select(word => word.Text));

    // Words that nothing knows, but of which the catalogue has one that is nearly the same.
    IEnumerable<(string Word, string Meant)> Corrections(UnderstoodQuery understood) => RequestWords.Read(understood.Text, QueryUnderstanding.MaxLength)
        .Where(word => !understood.Findings.Any(finding => word.Start < finding.End && word.End > finding.Start))
        .Select(word => (word.Text, Meant: catalogue.Words.Correct(word.Text)))
        .Where(word => word.Meant is not null).Select(word => (word.Text, word.Meant!)).Distinct();

    static string Meant(string text, IReadOnlyList<(string Word, string Meant)> corrected) =>
        corrected.Aggregate(text, (read, word) => read.Replace(word.Word, word.Meant, StringComparison.OrdinalIgnoreCase));

    // Higher than anything else can bring an item.
    float[] One(int row)
    {
        float[] adds = new float[index.Count];
        adds[row] = 10;
        return adds;
    }

    float[]? Same(ReadOnlySpan<float> picture)
    {
        float[] cosines = index.Cosines(picture);
        return cosines.Any(cosine => cosine >= SearchOptions.NearDuplicate)
            ? [.. cosines.Select(cosine => cosine >= SearchOptions.NearDuplicate ? cosine : 0)] : null;
    }

    static HashSet<AttributeKind> Named(WantedGarment garment) =>
        [.. (garment.Understood?.Findings ?? []).Concat(garment.Terms.SelectMany(term => term.Findings)).Select(finding => finding.Kind)];

    Neighbour[] Nearest(PreparedQuery query, WantedGarment garment, AttributeFilter? where, IReadOnlyList<(string Word, string Meant)> corrected)
    {
        bool isPictureAlone = query.Query is { HasPicture: true, Text: null, Terms.Count: 0 };
        float diversity = options.Diversity
            ?? (isPictureAlone && options.By == SearchBy.Fused && _weights is { Seen: > 0 } ? SearchOptions.PictureDiversity : 0);
        int top = diversity > 0 ? Math.Max(options.Top, MaximalMarginalRelevance.Pool) : options.Top;
        ItemAdjustment adjustment = AdjustByWords(query, garment, corrected);
        if (options.By == SearchBy.Words && adjustment.Shares.Count == 0)
            return [];
        Neighbour[] found = index.Search(Parts(garment), top, where, adjustment, options.FoldFrom);
        return diversity > 0 ? MaximalMarginalRelevance.Choose(found, index, options.Top, diversity, query.ImageEmbedding.Span) : found;
    }

    // Beside the query's own vectors, what is refused and no attribute tells, and what there should be more or less of.
    QueryPart[] Parts(WantedGarment garment)
    {
        string[] untold = garment.Understood is null ? []
            : [.. garment.Understood.Unwanted.Where(finding => !catalogue.Tell(finding)).Select(finding => $"not {finding.Value}").Distinct()];
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
