using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MlNetFashion.Retrieval;

/// <summary>The embeddings of all items, rows of D numbers and unit length, read where they lie.</summary>
sealed class EmbeddingRows(RowDirectory rows, IReadOnlyList<IndexSegment> segments, int dimension)
{
    /// <summary>How far from 1 a row's length may be: float rounding and no more.</summary>
    public const float LengthTolerance = 1e-3f;

    // Small enough that a block (2 MB at D = 128) stays in a core's cache, large enough that starting it costs nothing.
    const int RowsPerBlock = 4096;

    int RowBytes => dimension * sizeof(float);

    /// <summary>All items, in blocks that are offered one by one.</summary>
    public IReadOnlyList<RowBlock> Blocks { get; } = rows.Blocks(RowsPerBlock);

    public static bool IsUnitLength(ReadOnlySpan<float> vector) => MathF.Abs(MathF.Sqrt(DotProduct.Of(vector, vector)) - 1) <= LengthTolerance;

    /// <summary>A copy of an item's row.</summary>
    public float[] this[int position]
    {
        get
        {
            using BorrowedBytes row = Borrow(position);
            return row.Floats.ToArray();
        }
    }

    public float Dot(int position, ReadOnlySpan<float> vector)
    {
        using BorrowedBytes row = Borrow(position);
        return DotProduct.Of(row.Floats, vector);
    }

    public float Dot(int one, int other)
    {
        using BorrowedBytes left = Borrow(one), right = Borrow(other);
        return DotProduct.Of(left.Floats, right.Floats);
    }

    /// <summary>The dot product of one vector with each item.</summary>
    public float[] DotAll(ReadOnlySpan<float> vector)
    {
        float[] all = new float[rows.Count];
        foreach (RowBlock block in Blocks)
        {
            LiveRows live = rows.Segments[block.Segment];
            int first = live[block.From];
            using BorrowedBytes bytes = Borrow(block);
            for (int place = block.From; place < block.To; place++)
                all[rows.StartOf(block.Segment) + place] = DotProduct.Of(bytes.Floats.Slice((live[place] - first) * dimension, dimension), vector);
        }

        return all;
    }

    /// <summary>Offers the items of a block, those that are allowed, with their bonus.</summary>
    /// <param name="block">One of <see cref="Blocks"/>.</param>
    /// <param name="query">D numbers.</param>
    /// <param name="coded">The same as whole numbers, by which rows are passed over that cannot be among the best; null to look at all.</param>
    /// <param name="allowed">For each item whether it may be an answer; null for all.</param>
    /// <param name="bonus">For each item what is added to its score; null for nothing.</param>
    /// <param name="best">Takes them.</param>
    public void Offer(RowBlock block, ReadOnlySpan<float> query, CodedQuery? coded, bool[]? allowed, float[]? bonus, BestRows best)
    {
        if (coded is not null && segments[block.Segment].Codes is { } codes)
            OfferCoded(block, query, coded, codes, allowed, bonus, best);
        else
            OfferAll(block, query, allowed, bonus, best);
    }

    /// <summary>Offers the items of a block, those that are allowed, to many queries.</summary>
    /// <param name="block">One of <see cref="Blocks"/>.</param>
    /// <param name="queries">The queries.</param>
    /// <param name="allowed">For each item whether it may be an answer; null for all.</param>
    /// <param name="best">Takes them, one a query.</param>
    public void Offer(RowBlock block, QueryPanels queries, bool[]? allowed, BestRows[] best)
    {
        // So many stay in a core's nearer cache while all queries are multiplied with them.
        const int RowsAtOnce = 512;
        LiveRows live = rows.Segments[block.Segment];
        int first = live[block.From], start = rows.StartOf(block.Segment), count = 0;
        using BorrowedBytes bytes = Borrow(block);
        Span<int> offered = stackalloc int[RowsAtOnce], positions = stackalloc int[RowsAtOnce];
        for (int place = block.From; place < block.To; place++)
        {
            if (allowed is null || allowed[start + place])
            {
                offered[count] = live[place] - first;
                positions[count++] = start + place;
            }

            if (count < RowsAtOnce && place < block.To - 1)
                continue;
            queries.Offer(bytes.Floats, offered[..count], positions[..count], best);
            count = 0;
        }
    }

    /// <summary>Offers the items of some rows of a segment.</summary>
    public void Offer(int segment, List<int> near, ReadOnlySpan<float> query, BestRows best)
    {
        SectionBytes embeddings = segments[segment].Embeddings;
        using BorrowedBytes held = embeddings.Borrow(0, 0);
        foreach (int row in near)
        {
            if (rows.PositionOf(segment, row) is >= 0 and int position)
                best.Offer(position, DotProduct.Of(embeddings.Verified<float>((long)row * RowBytes, dimension), query));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void OfferAll(RowBlock block, ReadOnlySpan<float> query, bool[]? allowed, float[]? bonus, BestRows best)
    {
        LiveRows live = rows.Segments[block.Segment];
        int first = live[block.From], start = rows.StartOf(block.Segment);
        using BorrowedBytes bytes = Borrow(block);
        ReadOnlySpan<float> numbers = bytes.Floats;
        for (int place = block.From; place < block.To; place++)
        {
            int position = start + place;
            if (allowed is not null && !allowed[position])
                continue;
            float score = DotProduct.Of(numbers.Slice((live[place] - first) * dimension, dimension), query) + (bonus is null ? 0 : bonus[position]);
            if (score >= best.Worst)
                best.Offer(position, score);
        }
    }

    // The exact score decides, here too; the codes only say which rows need not be asked for theirs.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void OfferCoded(RowBlock block, ReadOnlySpan<float> query, CodedQuery coded, SegmentCodes codes, bool[]? allowed, float[]? bonus, BestRows best)
    {
        LiveRows live = rows.Segments[block.Segment];
        int first = live[block.From], count = live[block.To - 1] - first + 1, start = rows.StartOf(block.Segment);
        using BorrowedBytes codeBytes = codes.Codes(first, count), boundBytes = codes.Bounds(first, count);
        ReadOnlySpan<sbyte> numbers = MemoryMarshal.Cast<byte, sbyte>(codeBytes.Bytes);
        ReadOnlySpan<float> bounds = boundBytes.Floats;
        for (int place = block.From; place < block.To; place++)
        {
            int position = start + place, row = live[place] - first;
            if (allowed is not null && !allowed[position])
                continue;
            float added = bonus is null ? 0 : bonus[position];
            if (coded.Most(numbers.Slice(row * dimension, dimension), bounds[2 * row],
                bounds[2 * row + 1]) + added + MathF.Abs(added) * CodedQuery.Rounding < best.Worst)
                continue;
            float score = Dot(position, query) + added;
            if (score >= best.Worst)
                best.Offer(position, score);
        }
    }

    /// <summary>Float32 in memory as a file of them is read.</summary>
    public static SectionBytes InMemory(ReadOnlySpan<float> numbers) => SectionBytes.InMemory(MemoryMarshal.AsBytes(numbers));

    BorrowedBytes Borrow(int position)
    {
        (int segment, int row) = rows.Locate(position);
        return segments[segment].Embeddings.Borrow((long)row * RowBytes, RowBytes);
    }

    BorrowedBytes Borrow(RowBlock block)
    {
        LiveRows live = rows.Segments[block.Segment];
        int first = live[block.From];
        return segments[block.Segment].Embeddings.Borrow((long)first * RowBytes, (long)(live[block.To - 1] - first + 1) * RowBytes);
    }
}
