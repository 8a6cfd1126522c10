using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MlNetFashion.Retrieval;

/// <summary>Rows of a segment as walking a graph needs them: one here, one there. Its section is held meanwhile; what is read of it is verified
/// first.</summary>
readonly unsafe struct GraphVectors(SectionBytes section, int dimension)
{
    readonly byte* _start = section.Start;

    int RowBytes => dimension * sizeof(float);

    /// <summary>The numbers of a row.</summary>
    public float* this[int row]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            long offset = (long)row * RowBytes;
            section.Verify(offset, RowBytes);
            return (float*)(_start + offset);
        }
    }

    /// <summary>The dot product with a row. It rounds otherwise than <see cref="DotProduct"/>, which has the last word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Dot(float* query, int row)
    {
        float* numbers = this[row];
        Vector512<float> one = default, two = default;
        int i = 0;
        for (; i <= dimension - 2 * Vector512<float>.Count; i += 2 * Vector512<float>.Count)
        {
            one = Vector512.FusedMultiplyAdd(Vector512.Load(query + i), Vector512.Load(numbers + i), one);
            two = Vector512.FusedMultiplyAdd(
                Vector512.Load(query + i + Vector512<float>.Count), Vector512.Load(numbers + i + Vector512<float>.Count), two);
        }

        float sum = Vector512.Sum(one + two);
        for (; i < dimension; i++)
            sum += query[i] * numbers[i];
        return sum;
    }

    /// <summary>Has the beginning of a row brought into the cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prefetch(int row)
    {
        if (!Sse.IsSupported)
            return;
        byte* at = _start + (long)row * RowBytes;
        Sse.Prefetch0(at);
        Sse.Prefetch0(at + 64);
        Sse.Prefetch0(at + 128);
        Sse.Prefetch0(at + 192);
    }
}
