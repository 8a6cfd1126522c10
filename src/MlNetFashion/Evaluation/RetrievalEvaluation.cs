using MlNetFashion.Catalogues;

namespace MlNetFashion.Evaluation;

/// <summary>Compares rankings with what queries call relevant, and adds the figures up.</summary>
/// <remarks>
/// <para>The query's <see cref="RetrievalQuery.Reference"/> and its duplicates are taken out of the ranking before it is scored, and do
/// not count as relevant.</para>
/// <para>With duplicate groups, items that show the same picture are one item: finding either is finding it, and finding both counts once.</para>
/// </remarks>
public sealed class RetrievalEvaluation
{
    /// <summary>Places of a ranking that are looked at unless another number is given.</summary>
    public const int DefaultDepth = 1000;

    readonly Func<string, bool> _inGallery;
    readonly DuplicateGroups? _duplicates;
    readonly List<QueryScore> _scores = [];
    readonly OrderedDictionary<string, List<QueryScore>> _kinds = new(StringComparer.Ordinal);
    int _unjudged, _missingRelevant;

    /// <summary>Starts an evaluation.</summary>
    /// <param name="gallery">How many items are searched.</param>
    /// <param name="inGallery">Whether an id is among them.</param>
    /// <param name="depth">How many places of each ranking are looked at; 50 or more.</param>
    /// <param name="duplicates">Items that count as equal, or null.</param>
    public RetrievalEvaluation(int gallery, Func<string, bool> inGallery, int depth = DefaultDepth, DuplicateGroups? duplicates = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, 50);
        Gallery = gallery;
        Depth = depth;
        _inGallery = inGallery;
        _duplicates = duplicates;
    }

    /// <summary>How many items are searched.</summary>
    public int Gallery { get; }

    /// <summary>How many places of each ranking are looked at.</summary>
    public int Depth { get; }

    /// <summary>Runs queries through a search and reports.</summary>
    /// <param name="index">What is searched.</param>
    /// <param name="queries">Those without relevant items are counted and left out.</param>
    /// <param name="search">Answers a query with so many items, best first.</param>
    /// <param name="duplicates">Items that count as equal, or null.</param>
    /// <param name="depth">How many places of each ranking are looked at; 50 or more.</param>
    /// <param name="progress">Told the number of queries answered, after each.</param>
    /// <param name="cancellation">Stops between queries.</param>
    /// <exception cref="InvalidDataException">No query names relevant items.</exception>
    public static RetrievalReport Run(
        EmbeddingIndex index, IEnumerable<RetrievalQuery> queries, Func<RetrievalQuery, int, IReadOnlyList<Neighbour>> search,
        DuplicateGroups? duplicates = null, int depth = DefaultDepth, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        var evaluation = new RetrievalEvaluation(index.Count, id => index.PositionOf(id) >= 0, depth, duplicates);
        int answered = 0;
        foreach (RetrievalQuery query in queries)
        {
            cancellation.ThrowIfCancellationRequested();
            // The reference and its duplicates are taken out again, so as many more are asked for.
            int spare = query.Reference is null ? 0 : evaluation.GroupOf(query.Reference).Count;
            evaluation.Add(query, query.Relevant.Count == 0 ? [] : search(query, depth + spare).Select(neighbour => neighbour.Id));
            progress?.Report(++answered);
        }

        return evaluation.Report();
    }

    /// <summary>Scores one ranking.</summary>
    /// <param name="query">The query.</param>
    /// <param name="ranked">Ids, best first; those beyond <see cref="Depth"/> places are not looked at.</param>
    public void Add(RetrievalQuery query, IEnumerable<string> ranked)
    {
        string? reference = query.Reference is null ? null : KeyOf(query.Reference);
        var relevant = new HashSet<string>(query.Relevant.Select(KeyOf), StringComparer.Ordinal);
        if (reference is not null)
            relevant.Remove(reference);
        if (relevant.Count == 0)
        {
            _unjudged++;
            return;
        }

        _missingRelevant += relevant.Count(key => !GroupOf(key).Any(_inGallery));
        string[] keys = [.. ranked.Select(KeyOf).Where(key => key != reference).Distinct(StringComparer.Ordinal).Take(Depth)];
        QueryScore score = QueryScore.Of(keys, relevant);
        _scores.Add(score);
        if (query.Kind is null)
            return;
        if (!_kinds.TryGetValue(query.Kind, out List<QueryScore>? ofKind))
            _kinds.Add(query.Kind, ofKind = []);
        ofKind.Add(score);
    }

    /// <summary>The figures so far.</summary>
    /// <exception cref="InvalidDataException">No query was scored.</exception>
    public RetrievalReport Report()
    {
        if (_scores.Count == 0)
        {
            throw new InvalidDataException(_unjudged == 0
                ? "There are no queries to evaluate."
                : $"None of the {_unjudged:N0} queries names relevant items, which evaluation compares with. Add \"relevant\":[\"ID\", …] to the lines.");
        }

        return new RetrievalReport(
            Gallery, Depth, _unjudged, _missingRelevant, RetrievalScores.Mean(_scores, Depth),
            [.. _kinds.Select(kind => KeyValuePair.Create(kind.Key, RetrievalScores.Mean(kind.Value, Depth)))]);
    }

    string KeyOf(string id) => _duplicates?.KeyOf(id) ?? id;

    IReadOnlyList<string> GroupOf(string id) => _duplicates?.GroupOf(id) ?? [id];
}
