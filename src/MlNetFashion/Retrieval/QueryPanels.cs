using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MlNetFashion.Retrieval;

/// <summary>Many queries, laid out so that a row is multiplied with forty-eight of them at once: a matrix product over a block of rows.</summary>
/// <remarks>Its sums round otherwise than <see cref="DotProduct"/>; they only say which rows may be among a query's best, and those are asked for their
/// score.</remarks>
sealed unsafe class QueryPanels
{
    const int Lanes = 16, Vectors = 3, Width = Lanes * Vectors, RowsAtOnce = 4;

    readonly ReadOnlyMemory<float>[] _queries;
    readonly int _dimension;

    // Panel after panel, each D × 48: the numbers of one place of 48 queries stand side by side. Pinned, as is what else the product reads by pointer.
    readonly float[] _packed;
    readonly float[] _slack;

    public QueryPanels(IReadOnlyList<ReadOnlyMemory<float>> queries, int dimension)
    {
        _queries = [.. queries];
        _dimension = dimension;
        int panels = (_queries.Length + Width - 1) / Width;
        _packed = GC.AllocateArray<float>(checked(panels * dimension * Width), pinned: true);
        _slack = new float[_queries.Length];
        for (int query = 0; query < _queries.Length; query++)
        {
            ReadOnlySpan<float> numbers = _queries[query].Span;
            for (int place = 0; place < dimension; place++)
                _packed[(query / Width * dimension + place) * Width + query % Width] = numbers[place];
            // What two ways to round a sum of D products of vectors of such lengths differ by at most.
            _slack[query] = 2 * MathF.Sqrt(DotProduct.Of(numbers, numbers)) * (dimension + 16) * CodedQuery.Rounding;
        }
    }

    public int Count => _queries.Length;

    /// <summary>Offers rows to every query.</summary>
    /// <param name="numbers">The rows of a block, D numbers each.</param>
    /// <param name="rows">Those of them that are offered.</param>
    /// <param name="positions">The item that each is.</param>
    /// <param name="best">Takes them, one a query.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Offer(ReadOnlySpan<float> numbers, ReadOnlySpan<int> rows, ReadOnlySpan<int> positions, BestRows[] best)
    {
        Span<float> products = stackalloc float[RowsAtOnce * Width], worst = stackalloc float[Width];
        fixed (float* first = numbers, packed = _packed, product = products)
        {
            for (int panel = 0; panel * Width < Count; panel++)
            {
                int from = panel * Width, queries = Math.Min(Width, Count - from);
                worst.Fill(float.PositiveInfinity);
                for (int query = 0; query < queries; query++)
                    worst[query] = best[from + query].Worst - _slack[from + query];
                for (int at = 0; at < rows.Length; at += RowsAtOnce)
                {
                    int count = Math.Min(RowsAtOnce, rows.Length - at);
                    // Of fewer than four the last is taken again, and not looked at.
                    Multiply(packed + (long)panel * _dimension * Width, Row(first, rows, at), Row(first, rows, at + Math.Min(1, count - 1)),
                        Row(first, rows, at + Math.Min(2, count - 1)), Row(first, rows, at + count - 1), _dimension, product);
                    for (int row = 0; row < count; row++)
                    {
                        for (int vector = 0; vector < Vectors; vector++)
                        {
                            ulong promising = Vector512.GreaterThanOrEqual(
                                Vector512.LoadUnsafe(ref products[row * Width + vector * Lanes]),
                                    Vector512.LoadUnsafe(ref worst[vector * Lanes])).ExtractMostSignificantBits();
                            for (; promising != 0; promising &= promising - 1)
                            {
                                int query = vector * Lanes + System.Numerics.BitOperations.TrailingZeroCount(promising);
                                ReadOnlySpan<float> whole = numbers.Slice(rows[at + row] * _dimension, _dimension);
                                BestRows ofQuery = best[from + query];
                                float score = DotProduct.Of(whole, _queries[from + query].Span);
                                if (score < ofQuery.Worst)
                                    continue;
                                ofQuery.Offer(positions[at + row], score);
                                worst[query] = ofQuery.Worst - _slack[from + query];
                            }
                        }
                    }
                }
            }
        }
    }

    float* Row(float* first, ReadOnlySpan<int> rows, int at) => first + (long)rows[at] * _dimension;

    // Twelve sums of sixteen numbers stay in registers; a row's number meets those of 48 queries while it is there.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Multiply(float* panel, float* row0, float* row1, float* row2, float* row3, int dimension, float* products)
    {
        Vector512<float> s00 = default, s01 = default, s02 = default, s10 = default, s11 = default, s12 = default,
            s20 = default, s21 = default, s22 = default, s30 = default, s31 = default, s32 = default;
        for (int place = 0; place < dimension; place++, panel += Width)
        {
            Vector512<float> q0 = Vector512.Load(panel), q1 = Vector512.Load(panel + Lanes), q2 = Vector512.Load(panel + 2 * Lanes);
            var number = Vector512.Create(row0[place]);
            s00 = Vector512.FusedMultiplyAdd(number, q0, s00);
            s01 = Vector512.FusedMultiplyAdd(number, q1, s01);
            s02 = Vector512.FusedMultiplyAdd(number, q2, s02);
            number = Vector512.Create(row1[place]);
            s10 = Vector512.FusedMultiplyAdd(number, q0, s10);
            s11 = Vector512.FusedMultiplyAdd(number, q1, s11);
            s12 = Vector512.FusedMultiplyAdd(number, q2, s12);
            number = Vector512.Create(row2[place]);
            s20 = Vector512.FusedMultiplyAdd(number, q0, s20);
            s21 = Vector512.FusedMultiplyAdd(number, q1, s21);
            s22 = Vector512.FusedMultiplyAdd(number, q2, s22);
            number = Vector512.Create(row3[place]);
            s30 = Vector512.FusedMultiplyAdd(number, q0, s30);
            s31 = Vector512.FusedMultiplyAdd(number, q1, s31);
            s32 = Vector512.FusedMultiplyAdd(number, q2, s32);
        }

        s00.Store(products);
        s01.Store(products + Lanes);
        s02.Store(products + 2 * Lanes);
        s10.Store(products + 3 * Lanes);
        s11.Store(products + 4 * Lanes);
        s12.Store(products + 5 * Lanes);
        s20.Store(products + 6 * Lanes);
        s21.Store(products + 7 * Lanes);
        s22.Store(products + 8 * Lanes);
        s30.Store(products + 9 * Lanes);
        s31.Store(products + 10 * Lanes);
        s32.Store(products + 11 * Lanes);
    }
}
