using System.Numerics;
using System.Runtime.CompilerServices;

namespace MlNetFashion.Retrieval;

/// <summary>The one sum that a search is made of.</summary>
/// <remarks>TensorPrimitives.Dot is as fast once it is warm, but a process that asks one question never gets that far: its package comes
/// without precompiled code, and scanning 37,492 rows of 128 took 42 ms of CPU time at first, against 2.3 ms here. It also sums in an
/// order that depends on where the memory lies; here equal rows have equal scores in every process of a machine.</remarks>
static class DotProduct
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Of(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        // Two sums at once, so that one addition need not wait for the one before.
        Vector<float> even = Vector<float>.Zero, odd = Vector<float>.Zero;
        int width = Vector<float>.Count, i = 0;
        for (; i <= left.Length - 2 * width; i += 2 * width)
        {
            even += new Vector<float>(left[i..]) * new Vector<float>(right[i..]);
            odd += new Vector<float>(left[(i + width)..]) * new Vector<float>(right[(i + width)..]);
        }

        float sum = Vector.Sum(even + odd);
        for (; i < left.Length; i++)
            sum += left[i] * right[i];
        return sum;
    }
}
