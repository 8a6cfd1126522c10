using System.Collections.Concurrent;

namespace MlNetFashion.Retrieval;

/// <summary>What one walk through a graph needs: which rows were met, those to go on from, and the best so far. One thread uses it at a time, and another after
/// it.</summary>
sealed unsafe class GraphWalk(int rows)
{
    readonly ushort[] _met = new ushort[rows];
    readonly PriorityQueue<int, float> _next = new(), _best = new();
    ushort _walk;

    /// <summary>Goes from a row to the neighbour that is nearer to a query, as long as there is one.</summary>
    public int Climb(GraphLinks links, GraphVectors vectors, float* query, int from, int level)
    {
        float best = vectors.Dot(query, from);
        for (bool moved = true; moved;)
        {
            moved = false;
            foreach (int row in links.Of(from, level))
            {
                if ((uint)row >= (uint)_met.Length)
                    break;
                float score = vectors.Dot(query, row);
                if (score <= best)
                    continue;
                (best, from, moved) = (score, row, true);
            }
        }

        return from;
    }

    /// <summary>Looks for the rows nearest to a query.</summary>
    /// <param name="links">The graph.</param>
    /// <param name="vectors">Of its rows.</param>
    /// <param name="query">D numbers.</param>
    /// <param name="from">Where the walk begins.</param>
    /// <param name="level">On which level; 0 is the ground.</param>
    /// <param name="effort">How many of the best are kept: the walk ends when no row to go on from is nearer than the last of them.</param>
    /// <param name="allowed">For each row whether it may be an answer; the walk leads over the others, too. Null for all.</param>
    /// <returns>The best, worst first.</returns>
    public List<ScoredRow> Search(GraphLinks links, GraphVectors vectors, float* query, int from, int level, int effort, bool[]? allowed)
    {
        Begin();
        float start = vectors.Dot(query, from), worst = float.NegativeInfinity;
        _met[from] = _walk;
        _next.Enqueue(from, -start);
        if (allowed?[from] != false)
            Keep(from, start);
        while (_next.TryDequeue(out int at, out float minus) && -minus >= worst)
        {
            ReadOnlySpan<int> neighbours = links.Of(at, level);
            foreach (int row in neighbours)
            {
                if ((uint)row >= (uint)_met.Length)
                    break;
                vectors.Prefetch(row);
            }

            foreach (int row in neighbours)
            {
                if ((uint)row >= (uint)_met.Length)
                    break;
                if (_met[row] == _walk)
                    continue;
                _met[row] = _walk;
                float score = vectors.Dot(query, row);
                if (score < worst)
                    continue;
                _next.Enqueue(row, -score);
                if (allowed?[row] != false)
                    Keep(row, score);
            }
        }

        var found = new List<ScoredRow>(_best.Count);
        while (_best.TryDequeue(out int row, out float score))
            found.Add(new ScoredRow(score, row));
        return found;

        void Keep(int row, float score)
        {
            if (_best.Count < effort)
                _best.Enqueue(row, score);
            else
                _best.EnqueueDequeue(row, score);
            if (_best.Count == effort && _best.TryPeek(out _, out float least))
                worst = least;
        }
    }

    void Begin()
    {
        _next.Clear();
        _best.Clear();
        if (++_walk != 0)
            return;
        Array.Clear(_met);
        _walk = 1;
    }

    /// <summary>Walks that nobody uses at the moment.</summary>
    public sealed class Pool(int rows)
    {
        readonly ConcurrentBag<GraphWalk> _free = [];

        public GraphWalk Take() => _free.TryTake(out GraphWalk? walk) ? walk : new GraphWalk(rows);

        public void Return(GraphWalk walk) => _free.Add(walk);
    }
}
