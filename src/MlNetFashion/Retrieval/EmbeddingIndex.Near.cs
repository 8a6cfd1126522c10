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
        ArgumentOutOfRangeException.ThrowIfLessThan(effort, 1);
        return [.. Near(query, top, effort, where?.On(_items)).Select(found => new Neighbour(_items[found.Row], found.Score, found.Row))];
    }

    /// <summary>The rows of <see cref="SearchNear"/>.</summary>
    /// <param name="query">D numbers, unit length.</param>
    /// <param name="top">How many, 1 or more.</param>
    /// <param name="effort">How many of the best are kept on the way, at least as many.</param>
    /// <param name="conditions">Only items that pass, or null for all.</param>
    /// <param name="alwaysWalks">Whether graphs are used where looking at all would be quicker.</param>
    internal ScoredRow[] Near(ReadOnlySpan<float> query, int top, int effort, ItemConditions? conditions, bool alwaysWalks = false)
    {
        CheckQuery(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        effort = Math.Max(effort, top);
        var coded = new CodedQuery(query);
        int capacity = Math.Min(top, Math.Max(1, Count));
        var best = new BestRows(capacity);
        var scanned = new HashSet<int>();
        var near = new List<int>(effort);
        for (int segment = 0; segment < Segments.Count; segment++)
        {
            LiveRows live = _rows.Segments[segment];
            int start = _rows.StartOf(segment);
            double count = conditions?.Estimate(start, start + live.Count) ?? live.Count;
            if (Segments[segment].Graph is not { } graph || !(alwaysWalks || IsWalkQuicker(Segments[segment].Rows, count, effort)))
            {
                scanned.Add(segment);
                continue;
            }

            near.Clear();
            graph.Search(coded, effort, conditions is null && live.AreAll ? null : new AllowedRows(live, start, conditions), near);
            _embeddings.Offer(segment, near, query, best);
        }

        if (scanned.Count > 0)
            Scan([.. _embeddings.Blocks.Where(block => scanned.Contains(block.Segment))], query, conditions?.OfAll(), bonus: null, capacity, best);
        return best.ToArray();
    }

    // In nanoseconds, as measured: working out whether a row may be an answer takes 5, looking at it 13. A walk takes 1,200 for each of the rows that it keeps, and
    // goes past all those that may not be answers.
    static bool IsWalkQuicker(double rows, double count, double effort) => count * 13 + rows * 5 > effort * 1200 * rows / Math.Max(1, count);
}
