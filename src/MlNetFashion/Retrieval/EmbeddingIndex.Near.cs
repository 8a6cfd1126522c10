namespace MlNetFashion.Retrieval;

public sealed partial class EmbeddingIndex
{
    /// <summary>Items near to a query vector, found by graphs of neighbours where segments have them (<see cref="IndexWriter.BuildGraphs"/>): much faster
    /// in an index
    /// of millions, and nearly always the nearest. Segments without a graph, and filters that let few items pass, are searched exactly.</summary>
    /// <param name="query">D numbers, unit length.</param>
    /// <param name="top">How many, 1 or more.</param>
    /// <param name="effort">How many of the best are kept on the way through a graph, 1 or more; at least <paramref name="top"/> are. More take longer
    /// and miss less.</param>
    /// <param name="where">Only items that pass, or null for all.</param>
    /// <returns>Best first, with their exact scores; of equal ones the earlier row comes first.</returns>
    /// <inheritdoc cref="Search(ReadOnlySpan{float}, int, AttributeFilter?)" path="/exception"/>
    public Neighbour[] SearchNear(ReadOnlySpan<float> query, int top, int effort = 100, AttributeFilter? where = null)
    {
        CheckQuery(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(effort, 1);
        bool[]? allowed = where?.Allowed(_items);
        var best = new BestRows(Math.Min(top, Math.Max(1, Count)));
        CodedQuery? coded = Count >= CodesFrom ? new CodedQuery(query) : null;
        for (int segment = 0; segment < Segments.Count; segment++)
        {
            bool[]? rows = RowsAllowed(segment, allowed, out int count);
            if (Segments[segment].Graph is { } graph && IsWalkQuicker(Segments[segment].Rows, count, Math.Max(effort, top)))
            {
                foreach (ScoredRow found in graph.Search(Segments[segment].Embeddings, query, Math.Max(effort, top), rows))
                {
                    int position = _rows.PositionOf(segment, found.Row);
                    best.Offer(position, _embeddings.Dot(position, query));
                }

                continue;
            }

            foreach (RowBlock block in _embeddings.Blocks.Where(block => block.Segment == segment))
                _embeddings.Offer(block, query, coded, allowed, bonus: null, best);
        }

        return [.. best.ToArray().Select(found => new Neighbour(_items[found.Row], found.Score, found.Row))];
    }

    // In tenths of nanoseconds, as measured: looking at a row that may be an answer takes 400, passing over another 100. A walk takes 40,000 for each of the rows that
    // it keeps, and goes past all those that may not be answers.
    static bool IsWalkQuicker(double rows, double count, double effort) => count * 400 + rows * 100 > effort * 40_000 * rows / Math.Max(1, count);

    // By row; null where all may be answers.
    bool[]? RowsAllowed(int segment, bool[]? allowed, out int count)
    {
        LiveRows live = _rows.Segments[segment];
        count = live.Count;
        if (allowed is null && live.AreAll)
            return null;
        bool[] rows = new bool[Segments[segment].Rows];
        count = 0;
        for (int place = 0; place < live.Count; place++)
        {
            if (allowed?[_rows.StartOf(segment) + place] == false)
                continue;
            rows[live[place]] = true;
            count++;
        }

        return rows;
    }
}
