using System.Numerics.Tensors;
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
    // An id that is typed is higher than anything else can bring an item; a title that is typed is as much as all else that can be said of one.
    const float OfId = 10, OfTitle = 1;

    // Words alone are compared with the items, whatever is shown.
    readonly UnderstandingWeights? _weights = options.By == SearchBy.Text && options.Understand is { } given ? given with { Seen = 0 } : options.Understand;

    /// <summary>The answers to queries, by as many threads as there are cores.</summary>
    /// <param name="queries">Each with the words that were corrected before it was prepared.</param>
    public SearchAnswer[] Answer(IReadOnlyList<(PreparedQuery Query, IReadOnlyList<RespelledWord> Corrected)> queries)
    {
        if (queries is [var only])
            return [Answer(only.Query, only.Corrected)];
        var answers = new SearchAnswer[queries.Count];
        ParallelWork.Run(answers.Length, i => answers[i] = Answer(queries[i].Query, queries[i].Corrected));
        return answers;
    }

    /// <summary>The answer to a query.</summary>
    /// <param name="query">The query.</param>
    /// <param name="corrected">Words that were corrected before it was prepared.</param>
    public SearchAnswer Answer(PreparedQuery query, IReadOnlyList<RespelledWord> corrected)
    {
        UnderstoodQuery? understood = query.Understood;
        NumberRequest numbers = understood is null ? new NumberRequest(null, [], []) : NumberRequest.Read(understood.Text, index, catalogue.Understanding);
        AttributeFilter? where = numbers.Filter is null ? options.Where
            : new AttributeFilter([.. options.Where?.Conditions ?? [], .. numbers.Filter.Conditions]);
        return new SearchAnswer(
            query,
            [.. Merge([.. query.Wanted.Select(garment => Nearest(query, garment, where))], Depth).Skip(options.Skip)],
            understood is null ? [] : [.. understood.Findings.Where(finding => finding.IsRequired && !catalogue.Tell(finding))])
        {
            Searched = index,
            Corrected = corrected,
            UntoldNumbers = numbers.Untold,
            Facets = options.Facets.Count == 0 ? []
                : [.. options.Facets.Select(name => AttributeFilter.Require(index.Items, name).Facet(Fitting(query, where)))],
            Unknown = understood is null ? [] : catalogue.Words.Unknown(understood),
        };
    }

    /// <summary>What the items' attributes say to one of the garments that a query asks for.</summary>
    public ItemAdjustment Adjust(PreparedQuery query, WantedGarment garment)
    {
        if (_weights is null)
            return ItemAdjustment.None;
        ItemAdjustment said = garment.Understood is null ? ItemAdjustment.None : AttributeScores.Of(garment.Understood, garment.Terms, catalogue, _weights);
        if (query.ImageEmbedding.IsEmpty)
            return said;
        HashSet<AttributeKind> named = Named(garment);
        if (options.By != SearchBy.Text && (garment.Query.Text is not null || garment.Terms.Count > 0))
            said = said.Plus("kept", PictureReading.Kept(query.ImageEmbedding.Span, index, catalogue, named, _weights.Kept));
        return said.Plus(ItemAdjustment.Attributes, PictureReading.Bonus(query.ImageEmbedding.Span, index, catalogue, named, _weights.Seen));
    }

    // What the words of titles and attributes say beside that: the lexicon need not know them.
    ItemAdjustment AdjustByWords(PreparedQuery query, WantedGarment garment)
    {
        if (_weights is null && options.By != SearchBy.Words)
            return ItemAdjustment.None;
        ItemAdjustment adjusted = Adjust(query, garment);
        float weight = options.By == SearchBy.Words ? 1 : _weights!.Words;
        string text = $"{Words(query, garment)}{Original(query)}";
        float[]? words = text.Length > 0 && weight > 0 ? catalogue.Words.Score(text) : null;
        if (words is not null)
        {
            adjusted = options.By == SearchBy.Words ? adjusted.Only([.. words.Select(score => score > 0)]) : adjusted;
            adjusted = adjusted.Plus("words", Weighed(words, weight));
            float ofNames = _weights?.Names ?? 0;
            adjusted = adjusted.Plus("names", ofNames > 0 ? Weighed(catalogue.Words.ScoreNames(text), ofNames) : null);
        }
        else if (options.By == SearchBy.Words)
        {
            adjusted = adjusted.Only(new bool[index.Count]);
        }

        foreach (RefusedWord refused in query.Understood?.Refused ?? [])
            adjusted = adjusted.Without(catalogue.Words.Have(refused.Text));
        if (query.Query is { Text: { } typed, HasPicture: false })
        {
            if (index.PositionOf(typed.Trim()) is >= 0 and var row)
                adjusted = adjusted.Plus("id", First([row], OfId));
            if (catalogue.Words.WithTitle(typed) is { Length: > 0 } rows)
                adjusted = adjusted.Plus("title", First(rows, OfTitle));
        }

        if (query.Query is { HasPicture: true, Text: null, Terms.Count: 0 } && !query.ImageEmbedding.IsEmpty)
            adjusted = adjusted.Plus("the same picture", Same(query.ImageEmbedding.Span));
        return adjusted;
    }

    // Beside a picture, what the lexicon knows says what is to change, and attributes tell that: titles would bring other kinds of that colour.
    string? Words(PreparedQuery query, WantedGarment garment) =>
        !query.Query.HasPicture || options.By is SearchBy.Words or SearchBy.Text || garment.Understood is not { } understood
        ? garment.Query.Text
        : string.Join(' ', RequestWords.Read(understood.Text, QueryUnderstanding.MaxLength).Where(understood.IsOther).Select(word => word.Text));

    // Words that were read as others stand in titles as they are: "vestido" beside "dress".
    static string Original(PreparedQuery query) => query.Understood is not { } understood ? ""
        : string.Concat(understood.Respelled.Where(word => !word.IsMisspelled).Select(word => $" {understood.Text[word.Start..word.End]}"));

    static float[]? Weighed(float[]? scores, float weight)
    {
        if (scores is not null)
            TensorPrimitives.Multiply(scores, weight, scores);
        return scores;
    }

    float[] First(int[] rows, float amount)
    {
        float[] adds = new float[index.Count];
        foreach (int row in rows)
            adds[row] = amount;
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

    Neighbour[] Nearest(PreparedQuery query, WantedGarment garment, AttributeFilter? where)
    {
        bool isPictureAlone = query.Query is { HasPicture: true, Text: null, Terms.Count: 0 };
        float diversity = options.Diversity
            ?? (isPictureAlone && options.By == SearchBy.Fused && _weights is { Seen: > 0 } ? SearchOptions.PictureDiversity : 0);
        int top = diversity > 0 ? Math.Max(Depth, MaximalMarginalRelevance.Pool) : Depth;
        ItemAdjustment adjustment = AdjustByWords(query, garment);
        if (options.By == SearchBy.Words && adjustment.Shares.Count == 0)
            return [];
        foreach (AttributeBoost boost in options.Boosts)
            adjustment = adjustment.Plus(boost.Name, boost.Of(index.Items));
        QueryPart[] parts = Parts(garment);
        Neighbour[] found = options.GroupVariants
            ? VariantGroups.Find(count => index.Search(parts, count, where, adjustment, options.FoldFrom), top, index.Count, catalogue.Variants)
            : index.Search(parts, top, where, adjustment, options.FoldFrom);
        return diversity > 0 ? MaximalMarginalRelevance.Choose(found, index, Depth, diversity, query.ImageEmbedding.Span) : found;
    }

    int Depth => (int)Math.Min((long)options.Top + options.Skip, int.MaxValue);

    // What a person would count: items that have all that is asked and can be told.
    bool[] Fitting(PreparedQuery query, AttributeFilter? where)
    {
        bool[]? passing = where?.Allowed(index.Items);
        bool[] any = new bool[index.Count];
        foreach (WantedGarment garment in query.Wanted)
        {
            ItemAdjustment adjustment = AdjustByWords(query, garment);
            bool[][] asked =
            [
                .. (garment.Understood?.Findings ?? []).Where(finding => finding.Change is FindingChange.Want or FindingChange.Replace or FindingChange.Keep)
                    .Select(catalogue.Known).OfType<bool[]>(),
            ];
            float[]? names = garment.Query.Text is { } text && _weights is not null ? catalogue.Words.ScoreNames(text) : null;
            float all = names?.Max() ?? 0;
            for (int row = 0; row < any.Length; row++)
                any[row] |= passing?[row] != false && adjustment.Allowed?[row] != false && asked.All(have => have[row])
                    && (names is null || names[row] >= all / 2);
        }

        return any;
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
