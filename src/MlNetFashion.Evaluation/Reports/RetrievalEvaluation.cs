using MlNetFashion.Retrieval;

namespace MlNetFashion.Evaluation;

/// <summary>Compares rankings with what queries call relevant, and adds the figures up.</summary>
/// <remarks>
/// <para>Unless the protocol keeps it, the query's <see cref="RetrievalQuery.Reference"/> and its duplicates are taken out of the ranking before it is scored,
/// and do not count as relevant. Answers that are not in the gallery are passed over.</para>
/// <para>With duplicate groups, items that show the same picture are one item: finding either is finding it, and finding both counts once.</para>
/// </remarks>
public sealed class RetrievalEvaluation
{
    readonly Func<string, bool> _inGallery;
    readonly EvaluationOptions _options;
    readonly List<QueryOutcome> _outcomes = [];
    int _unjudged, _missingRelevant;

    /// <summary>Starts an evaluation.</summary>
    /// <param name="gallery">How many items are searched.</param>
    /// <param name="inGallery">Whether an id is among them.</param>
    /// <param name="options">How rankings are scored; null for the defaults.</param>
    /// <exception cref="ArgumentException">The options ask for what cannot be measured.</exception>
    public RetrievalEvaluation(int gallery, Func<string, bool> inGallery, EvaluationOptions? options = null)
    {
        _options = options ?? new();
        _options.Check();
        Gallery = gallery;
        _inGallery = inGallery;
    }

    /// <summary>How many items are searched.</summary>
    public int Gallery { get; }

    /// <summary>How many places of each ranking are looked at.</summary>
    public int Depth => _options.Depth;

    /// <summary>What became of each query that was scored, in the order they were added.</summary>
    public IReadOnlyList<QueryOutcome> Outcomes => _outcomes;

    /// <summary>Runs queries through a search and reports.</summary>
    /// <param name="index">What is searched.</param>
    /// <param name="queries">Those without relevant items are counted and left out.</param>
    /// <param name="search">Answers a query with so many items, best first.</param>
    /// <param name="options">How rankings are scored; null for the defaults.</param>
    /// <param name="progress">Told the number of queries answered, after each.</param>
    /// <param name="cancellation">Stops between queries.</param>
    /// <exception cref="InvalidDataException">No query names relevant items.</exception>
    public static RetrievalReport Run(
        EmbeddingIndex index, IEnumerable<RetrievalQuery> queries, Func<RetrievalQuery, int, IReadOnlyList<Neighbour>> search,
        EvaluationOptions? options = null, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        var evaluation = new RetrievalEvaluation(index.Count, id => index.PositionOf(id) >= 0, options);
        int answered = 0;
        foreach (RetrievalQuery query in queries)
        {
            cancellation.ThrowIfCancellationRequested();
            evaluation.Add(query, query.Relevant.Count == 0 ? [] : search(query, evaluation.Depth + evaluation.Spare(query)).Select(neighbour => neighbour.Id));
            progress?.Report(++answered);
        }

        return evaluation.Report();
    }

    /// <summary>How many answers more than <see cref="Depth"/> have to be asked for, because so many may be taken out again.</summary>
    public int Spare(RetrievalQuery query) =>
        query.Reference is null || _options.Protocol.Reference == ReferenceHandling.Kept ? 0 : GroupOf(query.Reference).Count;

    /// <summary>Scores one ranking.</summary>
    /// <param name="query">The query.</param>
    /// <param name="ranked">Ids, best first; those beyond <see cref="Depth"/> places are not looked at.</param>
    public void Add(RetrievalQuery query, IEnumerable<string> ranked)
    {
        string? reference = query.Reference is null || _options.Protocol.Reference == ReferenceHandling.Kept ? null : KeyOf(query.Reference);
        Dictionary<string, string> relevant = new(StringComparer.Ordinal);
        foreach (string id in query.Relevant)
        {
            if (KeyOf(id) != reference)
                relevant.TryAdd(KeyOf(id), id);
        }

        if (relevant.Count == 0)
        {
            _unjudged++;
            return;
        }

        _missingRelevant += relevant.Keys.Count(key => !GroupOf(key).Any(_inGallery));
        (string Id, string Key)[] answers = [.. ranked.Where(_inGallery).Select(id => (Id: id, Key: KeyOf(id)))
            .Where(answer => answer.Key != reference).DistinctBy(answer => answer.Key, StringComparer.Ordinal).Take(Depth)];
        QueryScore score = QueryScore.Of([.. answers.Select(answer => answer.Key)], relevant.Keys.ToHashSet(StringComparer.Ordinal));
        RankedAnswer[] first = [.. answers.Take(QueryOutcome.MostFirst).Select(answer => new RankedAnswer(answer.Id, relevant.ContainsKey(answer.Key)))];
        foreach ((string _, string key) in answers.Take(QueryOutcome.MostFirst))
            relevant.Remove(key);
        IEnumerable<MissedAnswer> late = score.Ranks.Where(rank => rank > QueryOutcome.MostFirst).Select(rank => new MissedAnswer(answers[rank - 1].Id, rank));
        HashSet<string> found = [.. score.Ranks.Select(rank => answers[rank - 1].Key)];
        IEnumerable<MissedAnswer> never = relevant.Where(pair => !found.Contains(pair.Key)).Select(pair => new MissedAnswer(pair.Value, null));
        _outcomes.Add(new QueryOutcome(query, score, first, [.. late.Concat(never).Take(QueryOutcome.MostMissed)]));
    }

    /// <summary>The figures so far.</summary>
    /// <exception cref="InvalidDataException">No query was scored.</exception>
    public RetrievalReport Report()
    {
        if (_outcomes.Count == 0)
        {
            throw new InvalidDataException(_unjudged == 0
                ? "There are no queries to evaluate."
                : $"None of the {_unjudged:N0} queries names relevant items, which evaluation compares with. Add \"relevant\":[\"ID\", …] to the lines.");
        }

        IReadOnlyList<RetrievalMetric> metrics = RetrievalMetric.All(_options.Cutoffs, Depth);
        RetrievalScores Scores(IEnumerable<QueryOutcome> outcomes) =>
            RetrievalScores.Of([.. outcomes.Select(outcome => outcome.Score)], metrics, _options.Resampling);
        return new RetrievalReport(
            _options.Protocol, Gallery, Depth, _unjudged, _missingRelevant, Scores(_outcomes),
            [.. _outcomes.Where(outcome => outcome.Query.Kind is not null).GroupBy(outcome => outcome.Query.Kind!)
                .Select(kind => KeyValuePair.Create(kind.Key, Scores(kind)))])
        {
            Confidence = _options.Resampling.Confidence,
            CountsDuplicatesAsOne = _options.Duplicates is not null,
            Slices = [.. _outcomes.SelectMany(outcome => outcome.Query.Slices.Values, (outcome, slice) => (Outcome: outcome, Slice: slice))
                .GroupBy(each => each.Slice, each => each.Outcome)
                .Select(slice => new RetrievalSlice(slice.Key.Key, slice.Key.Value, Scores(slice)))],
        };
    }

    string KeyOf(string id) => _options.Duplicates?.KeyOf(id) ?? id;

    IReadOnlyList<string> GroupOf(string id) => _options.Duplicates?.GroupOf(id) ?? [id];
}
