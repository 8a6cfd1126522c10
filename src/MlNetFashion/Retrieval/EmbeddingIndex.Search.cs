namespace MlNetFashion.Retrieval;

public sealed partial class EmbeddingIndex
{
    // From so many items on a search reads their vectors in 8 bits, and the true ones of those that may be among the best: answers are the same to the bit. Measured:
    // at 256 it takes 0.84 of the time, at 1,024 0.6, at 8,192 0.3; of fewer, most may be among the best.
    const int CodesFrom = 256;

    /// <summary>The items nearest to one query vector.</summary>
    /// <param name="query">D numbers, unit length.</param>
    /// <param name="top">How many, 1 or more; fewer are returned where fewer pass the filter.</param>
    /// <param name="where">Only items that pass, or null for all.</param>
    /// <returns>Best first; of equal scores the earlier row comes first.</returns>
    /// <exception cref="ArgumentException">The vector has another length or is not finite, or the filter names an attribute that the index lacks.</exception>
    public Neighbour[] Search(ReadOnlySpan<float> query, int top, AttributeFilter? where = null)
    {
        CheckQuery(query);
        return [.. Scan(query, top, where, ItemAdjustment.None).Select(found => new Neighbour(_items[found.Row], found.Score, found.Row))];
    }

    /// <summary>The items nearest to each of many query vectors: the answers of as many searches, several times as fast.</summary>
    /// <param name="queries">Q vectors of D numbers.</param>
    /// <param name="top">How many for each, 1 or more; fewer are returned where fewer pass the filter.</param>
    /// <param name="where">Only items that pass, or null for all.</param>
    /// <returns>For each query the nearest, best first; of equal scores the earlier row comes first.</returns>
    /// <exception cref="ArgumentException">As for the simple search.</exception>
    public Neighbour[][] SearchMany(IReadOnlyList<ReadOnlyMemory<float>> queries, int top, AttributeFilter? where = null)
    {
        foreach (ReadOnlyMemory<float> query in queries)
            CheckQuery(query.Span);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        bool[]? allowed = where?.Allowed(_items);
        var panels = new QueryPanels(queries, Dimension);
        int capacity = Math.Min(top, Math.Max(1, Count));
        BestRows[] best = NewBest();
        IReadOnlyList<RowBlock> blocks = _embeddings.Blocks;
        ParallelWork.Run(blocks.Count, NewBest, (block, ofThread) => _embeddings.Offer(blocks[block], panels, allowed, ofThread), ofThread =>
        {
            for (int query = 0; query < best.Length; query++)
                best[query].Absorb(ofThread[query]);
        });
        return [.. best.Select(ofQuery => (Neighbour[])[.. ofQuery.ToArray().Select(found => new Neighbour(_items[found.Row], found.Score, found.Row))])];

        BestRows[] NewBest() => [.. queries.Select(_ => new BestRows(capacity))];
    }

    /// <summary>The items nearest to several query vectors at once: the score is the weighted sum of their dot products.</summary>
    /// <param name="parts">One or more.</param>
    /// <param name="top">How many, 1 or more; fewer are returned where fewer pass the filter.</param>
    /// <param name="where">Only items that pass, or null for all.</param>
    /// <returns>Best first, each with what every part gave.</returns>
    /// <exception cref="ArgumentException">As for the simple search, or there are no parts.</exception>
    public Neighbour[] Search(IReadOnlyList<QueryPart> parts, int top, AttributeFilter? where = null) =>
        Search(parts, top, where, ItemAdjustment.None, foldFrom: null);

    internal Neighbour[] Search(IReadOnlyList<QueryPart> parts, int top, AttributeFilter? where, ItemAdjustment adjustment, float? foldFrom)
    {
        if (parts.Count == 0 && adjustment.Shares.Count == 0)
            throw new ArgumentException("A search needs one query vector or more, but there are none.", nameof(parts));

        // The dot product is linear: the sum of the scores is the score of the sum.
        float[] sum = new float[Dimension];
        foreach (QueryPart part in parts)
        {
            CheckQuery(part.Vector.Span);
            for (int i = 0; i < sum.Length; i++)
                sum[i] += part.Weight * part.Vector.Span[i];
        }

        CheckQuery(sum);
        if (foldFrom is null)
            return [.. Scan(sum, top, where, adjustment).Select(Neighbour)];
        return [.. ScanFolded(sum, top, where, adjustment, foldFrom.Value)
            .Select(group => Neighbour(group[0]) with { Alike = [.. group.Skip(1).Select(Neighbour)] })];

        Neighbour Neighbour(ScoredRow found) => new(_items[found.Row], found.Score, found.Row)
        {
            Parts =
            [
                .. parts.Select(part => new PartScore(part.Name, part.Weight, _embeddings.Dot(found.Row, part.Vector.Span))),
                .. adjustment.Shares.Select(share => new PartScore(share.Name, 1, share.Adds[found.Row])),
            ],
            Attributes = adjustment.Matches(found.Row),
        };
    }

    // Looks at more and more of the ranking until enough are found that are unlike each other.
    List<List<ScoredRow>> ScanFolded(ReadOnlySpan<float> query, int top, AttributeFilter? where, ItemAdjustment adjustment, float from)
    {
        if (!(from > 0))
            throw new ArgumentOutOfRangeException(nameof(from), from, "Near-duplicates have a cosine above 0.");
        for (long depth = top + Math.Max(top / 4L, 8); ; depth *= 2)
        {
            ScoredRow[] ranking = Scan(query, (int)Math.Min(depth, int.MaxValue), where, adjustment);
            List<List<ScoredRow>> folded = NearDuplicates.Fold(ranking, _embeddings, top, from);
            if (folded.Count == top || ranking.Length < depth)
                return folded;
        }
    }

    /// <summary>The dot product of one vector with each item.</summary>
    internal float[] Cosines(ReadOnlySpan<float> query)
    {
        CheckQuery(query);
        return _embeddings.DotAll(query);
    }

    ScoredRow[] Scan(ReadOnlySpan<float> query, int top, AttributeFilter? where, ItemAdjustment adjustment)
    {
        if (top < 1)
            throw new ArgumentOutOfRangeException(nameof(top), top, "A search returns one item or more.");
        bool[]? allowed = where?.Allowed(_items) ?? adjustment.Allowed;
        if (where is not null && adjustment.Allowed is { } asked)
            allowed = [.. allowed!.Zip(asked, (one, other) => one && other)];
        int capacity = Math.Min(top, Math.Max(1, Count));
        var best = new BestRows(capacity);
        Scan(_embeddings.Blocks, query, allowed, adjustment.Bonus, capacity, best);
        return best.ToArray();
    }

    void Scan(IReadOnlyList<RowBlock> blocks, ReadOnlySpan<float> query, bool[]? allowed, float[]? bonus, int capacity, BestRows best)
    {
        CodedQuery? coded = Count >= CodesFrom ? new CodedQuery(query) : null;
        if (blocks.Count <= 1)
        {
            foreach (RowBlock only in blocks)
                _embeddings.Offer(only, query, coded, allowed, bonus, best);
            return;
        }

        float[] vector = query.ToArray();
        ParallelWork.Run(blocks.Count, () => new BestRows(capacity),
            (block, ofThread) => _embeddings.Offer(blocks[block], vector, coded, allowed, bonus, ofThread), best.Absorb);
    }

    void CheckQuery(ReadOnlySpan<float> query)
    {
        if (query.Length != Dimension)
            throw new ArgumentException($"The query has {query.Length} numbers, but the index has embeddings of {Dimension}. "
                + "Ask with the model that made the index.", nameof(query));
        foreach (float number in query)
        {
            if (!float.IsFinite(number))
                throw new ArgumentException("The query vector holds a number that is not finite.", nameof(query));
        }
    }
}
