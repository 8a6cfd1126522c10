namespace MlNetFashion.Retrieval;

/// <summary>A graph of a segment's rows in which near ones are linked, so that the nearest to a query are found without looking at all.</summary>
/// <remarks>In the file, little-endian: int32 degree, entry, levels above the ground, lists above the ground; then for the N rows N × 2 × degree int32
/// links and N × int32
/// list, and the lists above the ground, degree × int32 each (<see cref="GraphLinks"/>).</remarks>
sealed unsafe class SegmentGraph
{
    const int HeadBytes = 4 * sizeof(int);

    readonly SectionBytes _bytes;
    readonly int _rows, _degree, _entry, _levels, _lists;
    readonly GraphWalk.Pool _walks;

    /// <exception cref="InvalidDataException">The bytes are no such graph.</exception>
    public SegmentGraph(SectionBytes bytes, int rows)
    {
        (_bytes, _rows) = (bytes, rows);
        _walks = new GraphWalk.Pool(rows);
        using BorrowedBytes head = bytes.Borrow(0, HeadBytes);
        (_degree, _entry, _levels) = (head.Ints[0], head.Ints[1], head.Ints[2]);
        _lists = head.Ints[3];
        if (_degree is < 2 or > 64 || (uint)_entry >= (uint)rows || _levels is < 0 or > 30 || _lists < _levels
            || bytes.Length != HeadBytes + sizeof(int) * (rows * (2L * _degree + 1) + (long)_lists * _degree))
            throw new InvalidDataException("The graph of a segment is damaged: a number in it cannot be right. Make it again: fashion index graph --index DIR");
    }

    /// <summary>Looks for the rows nearest to a query.</summary>
    /// <param name="embeddings">The segment's.</param>
    /// <param name="query">D numbers.</param>
    /// <param name="effort">How many of the best are kept on the way.</param>
    /// <param name="allowed">For each row whether it may be an answer; null for all.</param>
    /// <returns>At most as many as the effort, worst first.</returns>
    public List<ScoredRow> Search(SectionBytes embeddings, ReadOnlySpan<float> query, int effort, bool[]? allowed)
    {
        // The links are gone through here and there: what is not verified yet is verified as a whole.
        _bytes.VerifyOnce();
        using BorrowedBytes links = _bytes.Borrow(0, 0), held = embeddings.Borrow(0, 0);
        int* ground = (int*)(_bytes.Start + HeadBytes), upperOf = ground + 2L * _degree * _rows;
        var graph = new GraphLinks(ground, upperOf, upperOf + _rows, _degree, _lists);
        var vectors = new GraphVectors(embeddings, query.Length);
        GraphWalk walk = _walks.Take();
        try
        {
            fixed (float* numbers = query)
            {
                int from = _entry;
                for (int level = _levels; level > 0; level--)
                    from = walk.Climb(graph, vectors, numbers, from, level);
                return walk.Search(graph, vectors, numbers, from, level: 0, effort, allowed);
            }
        }
        finally
        {
            _walks.Return(walk);
        }
    }
}
