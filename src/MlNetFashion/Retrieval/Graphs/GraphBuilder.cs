using System.Runtime.InteropServices;

namespace MlNetFashion.Retrieval;

/// <summary>Builds a graph of a segment's rows.</summary>
/// <remarks>Malkov and Yashunin, 2018: algorithms 1 (insert), 2 (search a layer) and 4 (choose neighbours that are nearer to the row than to each
/// other).</remarks>
sealed unsafe class GraphBuilder
{
    const int Stripes = 4096;

    readonly GraphVectors _vectors;
    readonly GraphOptions _options;
    readonly int _rows;
    readonly int[] _heights, _ground, _upperOf, _upper;
    readonly Lock[] _locks = [.. Enumerable.Range(0, Stripes).Select(_ => new Lock())];
    readonly GraphWalk.Pool _walks;
    readonly GraphLinks _links;
    readonly int _lists;

    // Written under the lock of all; the row that stands highest so far.
    readonly Lock _entryLock = new();
    int _entry, _levels;

    GraphBuilder(GraphVectors vectors, int rows, int dimension, GraphOptions options)
    {
        (_vectors, _rows, _options) = (vectors, rows, options);
        _walks = new GraphWalk.Pool(rows, dimension);
        _heights = [.. Enumerable.Range(0, rows).Select(Height)];
        _upperOf = GC.AllocateUninitializedArray<int>(rows, pinned: true);
        for (int row = 0; row < rows; row++)
        {
            _upperOf[row] = _heights[row] == 0 ? -1 : _lists;
            _lists += _heights[row];
        }

        _ground = GC.AllocateUninitializedArray<int>(checked(rows * 2 * options.Degree), pinned: true);
        _upper = GC.AllocateUninitializedArray<int>(checked((_lists + 1) * options.Degree), pinned: true);
        Array.Fill(_ground, -1);
        Array.Fill(_upper, -1);
        fixed (int* ground = _ground, upperOf = _upperOf, upper = _upper)
            _links = new GraphLinks(ground, upperOf, upper, options.Degree, _lists);
        _levels = _heights[0];
    }

    /// <summary>Builds a graph and gives it as it stands in a file (<see cref="SegmentGraph"/>).</summary>
    /// <param name="codes">The segment's.</param>
    /// <param name="rows">How many, 1 or more.</param>
    /// <param name="options">How.</param>
    /// <param name="built">Told how many rows are linked, from several threads.</param>
    /// <param name="cancellation">Stops.</param>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Build(
        SegmentCodes codes, int rows, GraphOptions options, Action<int>? built, CancellationToken cancellation)
    {
        using BorrowedBytes held = codes.Section.Borrow(0, 0);
        var builder = new GraphBuilder(new GraphVectors(codes), rows, codes.Dimension, options);
        builder.InsertAll(built, cancellation);
        return builder.Content();
    }

    void InsertAll(Action<int>? built, CancellationToken cancellation)
    {
        int next = 0, threads = _options.Threads > 0 ? _options.Threads : Environment.ProcessorCount;
        // The first stands alone; from then on each is inserted among those before it.
        void Insert()
        {
            for (int row; (row = Interlocked.Increment(ref next)) < _rows;)
            {
                cancellation.ThrowIfCancellationRequested();
                InsertRow(row);
                if (row % 1000 == 0)
                    built?.Invoke(row);
            }
        }

        if (threads == 1)
            Insert();
        else
            ParallelWork.Run(threads, _ => Insert());
    }

    void InsertRow(int row)
    {
        GraphWalk walk = _walks.Take();
        int entry, levels, height = _heights[row];
        lock (_entryLock)
            (entry, levels) = (_entry, _levels);
        GraphQuery query = _vectors.Query(row, walk.Numbers);
        Span<int> chosen = stackalloc int[GraphOptions.MostDegree];
        for (int level = levels; level > height; level--)
            entry = walk.Climb(_links, _vectors, query, entry, level);
        for (int level = Math.Min(height, levels); level >= 0; level--)
        {
            ReadOnlySpan<ScoredRow> near = walk.Search(_links, _vectors, query, entry, level, _options.Effort, allowed: null);
            int count = Choose(row, near, chosen[.._options.Degree]);
            if (count == 0)
                continue;
            entry = near[near[0].Row == row ? 1 : 0].Row;
            lock (LockOf(row))
                Write(_links.Of(row, level), chosen[..count]);
            foreach (int other in chosen[..count])
                Link(other, row, level);
        }

        _walks.Return(walk);
        if (height <= levels)
            return;
        lock (_entryLock)
        {
            if (height > _levels)
                (_entry, _levels) = (row, height);
        }
    }

    // A neighbour that has no place left chooses anew among those that it has and the new one.
    void Link(int row, int added, int level)
    {
        lock (LockOf(row))
        {
            Span<int> links = _links.Of(row, level);
            int free = links.IndexOf(-1);
            if (free >= 0)
            {
                links[free] = added;
                return;
            }

            Span<ScoredRow> near = stackalloc ScoredRow[2 * GraphOptions.MostDegree + 1];
            near = near[..(links.Length + 1)];
            for (int i = 0; i < links.Length; i++)
                near[i] = new ScoredRow(_vectors.Dot(row, links[i]), links[i]);
            near[^1] = new ScoredRow(_vectors.Dot(row, added), added);
            near.Sort((one, other) => other.CompareTo(one));
            Span<int> chosen = stackalloc int[2 * GraphOptions.MostDegree];
            Write(links, chosen[..Choose(row, near, chosen[..links.Length])]);
        }
    }

    // Those that are nearer to the row than to any chosen before: links in all directions, and not only into the nearest heap.
    int Choose(int row, ReadOnlySpan<ScoredRow> nearestFirst, Span<int> chosen)
    {
        int count = 0;
        foreach (ScoredRow candidate in nearestFirst)
        {
            if (count == chosen.Length)
                break;
            bool isNew = candidate.Row != row;
            for (int i = 0; i < count && isNew; i++)
                isNew = _vectors.Dot(candidate.Row, chosen[i]) <= candidate.Score;
            if (isNew)
                chosen[count++] = candidate.Row;
        }

        return count;
    }

    static void Write(Span<int> links, ReadOnlySpan<int> chosen)
    {
        chosen.CopyTo(links);
        links[chosen.Length..].Fill(-1);
    }

    Lock LockOf(int row) => _locks[row % Stripes];

    // The same for a row whatever thread inserts it: −ln(u) / ln(degree), u from 0 to 1.
    int Height(int row)
    {
        double even = new Random(unchecked(_options.Seed * 83_492_791 ^ row * 19_349_663)).NextDouble();
        return (int)Math.Min(-Math.Log(1 - even) / Math.Log(_options.Degree), 30);
    }

    ReadOnlyMemory<byte>[] Content() =>
    [
        MemoryMarshal.AsBytes<int>([_options.Degree, _entry, _levels, _lists]).ToArray(),
        MemoryMarshal.AsBytes<int>(_ground).ToArray(), MemoryMarshal.AsBytes<int>(_upperOf).ToArray(),
        MemoryMarshal.AsBytes<int>(_upper.AsSpan(0, _lists * _options.Degree)).ToArray(),
    ];
}
