using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MlNetFashion.Retrieval;

/// <summary>What one walk through a graph needs: which rows were met, those to go on from, and the best so far. One thread uses it at a time, and another after
/// it.</summary>
sealed unsafe class GraphWalk(int rows, int dimension)
{
    readonly ushort[] _met = new ushort[rows];
    readonly short[] _numbers = GC.AllocateUninitializedArray<short>(dimension, pinned: true);

    // Best on top; worst on top, turned.
    readonly KeyHeap _next = new(), _best = new();
    ScoredRow[] _found = [];
    ushort _walk;

    /// <summary>Room for a query of D numbers, pinned.</summary>
    public short* Numbers => (short*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_numbers));

    /// <summary>Goes from a row to the neighbour that is nearer to a query, as long as there is one.</summary>
    public int Climb(GraphLinks links, GraphVectors vectors, GraphQuery query, int from, int level)
    {
        float best = vectors.Dot(query, from);
        for (bool moved = true; moved;)
        {
            moved = false;
            ReadOnlySpan<int> neighbours = links.Of(from, level);
            foreach (int row in neighbours)
            {
                if (!IsRow(row))
                    break;
                vectors.Prefetch(row);
            }

            foreach (int row in neighbours)
            {
                if (!IsRow(row))
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
    /// <param name="allowed">Which rows may be answers; the walk leads over the others, too. Null for all.</param>
    /// <returns>The best, best first, until the next walk begins.</returns>
    public ReadOnlySpan<ScoredRow> Search(
        GraphLinks links, GraphVectors vectors, GraphQuery query, int from, int level, int effort, AllowedRows? allowed)
    {
        Begin();
        Span<int> fresh = stackalloc int[2 * GraphOptions.MostDegree];
        float worst = float.NegativeInfinity;
        _met[from] = _walk;
        Offer(from, vectors.Dot(query, from));
        while (_next.Count > 0)
        {
            ScoredRow at = ScoredRow.OfKey(_next.Pop());
            if (at.Score < worst)
                break;
            int count = 0;
            foreach (int row in links.Of(at.Row, level))
            {
                if (!IsRow(row))
                    break;
                if (_met[row] == _walk)
                    continue;
                _met[row] = _walk;
                vectors.Prefetch(row);
                fresh[count++] = row;
            }

            // Where the walk may go on, unless what comes now is nearer.
            if (_next.Count > 0)
                links.Prefetch(ScoredRow.OfKey(_next.Top).Row, level);
            foreach (int row in fresh[..count])
            {
                float score = vectors.Dot(query, row);
                if (score >= worst)
                    Offer(row, score);
            }
        }

        if (_found.Length < _best.Count)
            _found = new ScoredRow[Math.Max(_best.Count, 2 * _found.Length)];
        int found = _best.Count;
        for (int i = found - 1; i >= 0; i--)
            _found[i] = ScoredRow.OfKey(~_best.Pop());
        return _found.AsSpan(0, found);

        void Offer(int row, float score)
        {
            ulong key = new ScoredRow(score, row).Key;
            _next.Push(key);
            if (allowed?.Has(row) == false)
                return;
            if (_best.Count < effort)
                _best.Push(~key);
            else if (~key < _best.Top)
                _best.ReplaceTop(~key);
            if (_best.Count == effort)
                worst = ScoredRow.OfKey(~_best.Top).Score;
        }
    }

    // Links end at the first that is none; a file that was made up can hold any number. Each is read once and then judged: while a graph is built, another
    // thread may write none in its place between two looks.
    bool IsRow(int link) => (uint)link < (uint)_met.Length;

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
    public sealed class Pool(int rows, int dimension)
    {
        readonly ConcurrentBag<GraphWalk> _free = [];

        public GraphWalk Take() => _free.TryTake(out GraphWalk? walk) ? walk : new GraphWalk(rows, dimension);

        public void Return(GraphWalk walk) => _free.Add(walk);
    }
}
