namespace MlNetFashion.Retrieval;

/// <summary>A graph of a segment's rows in which near ones are linked, so that the nearest to a query are found without looking at all.</summary>
/// <remarks>In the file, little-endian: int32 degree, entry, levels above the ground, lists above the ground; then for the N rows N × 2 × degree int32
/// links and N × int32
/// list, and the lists above the ground, degree × int32 each (<see cref="GraphLinks"/>).</remarks>
sealed unsafe class SegmentGraph
{
    const int HeadBytes = 4 * sizeof(int);

    readonly SectionBytes _bytes;
    readonly SegmentCodes _codes;
    readonly int _rows, _degree, _entry, _levels, _lists;
    readonly GraphWalk.Pool _walks;

    /// <exception cref="InvalidDataException">The bytes are no such graph.</exception>
    public SegmentGraph(SectionBytes bytes, SegmentCodes codes, int rows)
    {
        (_bytes, _codes, _rows) = (bytes, codes, rows);
        _walks = new GraphWalk.Pool(rows, codes.Dimension);
        using BorrowedBytes head = bytes.Borrow(0, HeadBytes);
        (_degree, _entry, _levels) = (head.Ints[0], head.Ints[1], head.Ints[2]);
        _lists = head.Ints[3];
        if (_degree is < 2 or > GraphOptions.MostDegree || (uint)_entry >= (uint)rows || _levels is < 0 or > 30 || _lists < _levels
            || bytes.Length != HeadBytes + sizeof(int) * (rows * (2L * _degree + 1) + (long)_lists * _degree))
            throw new InvalidDataException("The graph of a segment is damaged: a number in it cannot be right. Make it again: fashion index graph --index DIR");
    }

    /// <summary>Looks for the rows nearest to a query.</summary>
    /// <param name="query">D numbers.</param>
    /// <param name="effort">How many of the best are kept on the way.</param>
    /// <param name="allowed">Which rows may be answers; null for all.</param>
    /// <param name="found">Takes at most as many as the effort, best first by their codes.</param>
    public void Search(CodedQuery query, int effort, AllowedRows? allowed, List<int> found)
    {
        // The links are gone through here and there: what is not verified yet is verified as a whole.
        _bytes.VerifyOnce();
        using BorrowedBytes links = _bytes.Borrow(0, 0), held = _codes.Section.Borrow(0, 0);
        int* ground = (int*)(_bytes.Start + HeadBytes), upperOf = ground + 2L * _degree * _rows;
        var graph = new GraphLinks(ground, upperOf, upperOf + _rows, _degree, _lists);
        var vectors = new GraphVectors(_codes);
        GraphWalk walk = _walks.Take();
        try
        {
            fixed (short* numbers = query.Numbers)
            {
                var asked = new GraphQuery(numbers, query.Scale);
                int from = _entry;
                for (int level = _levels; level > 0; level--)
                    from = walk.Climb(graph, vectors, asked, from, level);
                foreach (ScoredRow row in walk.Search(graph, vectors, asked, from, level: 0, effort, allowed))
                    found.Add(row.Row);
            }
        }
        finally
        {
            _walks.Return(walk);
        }
    }
}
