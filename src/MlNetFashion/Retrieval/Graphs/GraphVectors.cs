using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace MlNetFashion.Retrieval;

/// <summary>Rows of a segment as walking a graph needs them, one here, one there: in 8 bits a number, a quarter of the memory. Their section is held
/// meanwhile; what is read of it is verified first.</summary>
/// <remarks>Dot products are off by a thousandth or so: those that are near enough to matter are worked out in full afterwards.</remarks>
readonly unsafe struct GraphVectors
{
    const int CacheLine = 64;

    readonly SectionBytes _section;
    readonly int _dimension;
    readonly byte* _codes, _bounds;

    public GraphVectors(SegmentCodes codes)
    {
        _section = codes.Section;
        _dimension = codes.Dimension;
        _codes = _section.Start;
        _bounds = _codes + codes.BoundsStart;
        _section.Verify(codes.BoundsStart, _section.Length - codes.BoundsStart);
    }

    /// <summary>The dot product with a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Dot(GraphQuery query, int row) =>
        query.Scale * Scale(row) * CodedVector.Product(Codes(row), new ReadOnlySpan<short>(query.Numbers, _dimension));

    /// <summary>The dot product of two rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Dot(int one, int other) => Scale(one) * Scale(other) * CodedVector.Product(Codes(one), Codes(other));

    /// <summary>A row as a query.</summary>
    /// <param name="row">Which.</param>
    /// <param name="numbers">Takes D numbers; pinned as long as the query is used.</param>
    public GraphQuery Query(int row, short* numbers)
    {
        ReadOnlySpan<sbyte> codes = Codes(row);
        for (int i = 0; i < codes.Length; i++)
            numbers[i] = codes[i];
        return new GraphQuery(numbers, Scale(row));
    }

    /// <summary>Has a row brought into the cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prefetch(int row)
    {
        if (!Sse.IsSupported)
            return;
        Sse.Prefetch0(_bounds + (long)row * SegmentCodes.BoundsBytes);
        byte* from = _codes + (long)row * _dimension;
        for (byte* at = from; at < from + _dimension; at += CacheLine)
            Sse.Prefetch0(at);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    ReadOnlySpan<sbyte> Codes(int row)
    {
        long offset = (long)row * _dimension;
        _section.Verify(offset, _dimension);
        return new ReadOnlySpan<sbyte>(_codes + offset, _dimension);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    float Scale(int row) => Unsafe.ReadUnaligned<float>(_bounds + (long)row * SegmentCodes.BoundsBytes);
}
