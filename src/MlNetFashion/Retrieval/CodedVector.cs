using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MlNetFashion.Retrieval;

/// <summary>Vectors in whole numbers of 8 bits, of which the distance to the true ones is known: what they say of a dot product is a bound, not a
/// guess.</summary>
static class CodedVector
{
    /// <summary>The largest code, and the least with its sign turned.</summary>
    public const int Largest = 127;

    /// <summary>Codes a vector.</summary>
    /// <param name="vector">D numbers.</param>
    /// <param name="codes">Takes D codes: number = code × scale, but for an error.</param>
    /// <returns>The scale, and the length of the error's vector, rounded up.</returns>
    public static (float Scale, float Error) Encode(ReadOnlySpan<float> vector, Span<sbyte> codes)
    {
        float most = 0;
        foreach (float number in vector)
            most = Math.Max(most, Math.Abs(number));
        float scale = most / Largest;
        double squares = 0;
        for (int i = 0; i < vector.Length; i++)
        {
            codes[i] = scale == 0 ? (sbyte)0 : (sbyte)MathF.Round(vector[i] / scale);
            double error = vector[i] - (double)codes[i] * scale;
            squares += error * error;
        }

        return (scale, MathF.BitIncrement((float)Math.Sqrt(squares)));
    }

    /// <summary>The sum of products of codes and a query's whole numbers. It fits: see <see cref="CodedQuery"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.AggressiveInlining)]
    public static int Product(ReadOnlySpan<sbyte> codes, ReadOnlySpan<short> query)
    {
        int i = 0, sum = 0;
        ref sbyte code = ref MemoryMarshal.GetReference(codes);
        ref short number = ref MemoryMarshal.GetReference(query);
        if (Avx512BW.IsSupported)
        {
            Vector512<int> sums = Vector512<int>.Zero;
            for (; i <= codes.Length - Vector256<sbyte>.Count; i += Vector256<sbyte>.Count)
                sums += Avx512BW.MultiplyAddAdjacent(
                    Avx512BW.ConvertToVector512Int16(Vector256.LoadUnsafe(ref code, (nuint)i)), Vector512.LoadUnsafe(ref number, (nuint)i));
            sum = Vector512.Sum(sums);
        }
        else if (Avx2.IsSupported)
        {
            Vector256<int> sums = Vector256<int>.Zero;
            for (; i <= codes.Length - Vector128<sbyte>.Count; i += Vector128<sbyte>.Count)
                sums += Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref code, (nuint)i)), Vector256.LoadUnsafe(ref number,
                    (nuint)i));
            sum = Vector256.Sum(sums);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            Vector128<int> sums = Vector128<int>.Zero;
            for (; i <= codes.Length - Vector128<short>.Count; i += Vector128<short>.Count)
            {
                Vector128<short> wide = Wide(ref code, i), asked = Vector128.LoadUnsafe(ref number, (nuint)i);
                sums += Vector128.WidenLower(wide) * Vector128.WidenLower(asked) + Vector128.WidenUpper(wide) * Vector128.WidenUpper(asked);
            }

            sum = Vector128.Sum(sums);
        }

        for (; i < codes.Length; i++)
            sum += codes[i] * query[i];
        return sum;
    }

    /// <summary>The sum of products of two rows' codes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.AggressiveInlining)]
    public static int Product(ReadOnlySpan<sbyte> one, ReadOnlySpan<sbyte> other)
    {
        int i = 0, sum = 0;
        ref sbyte left = ref MemoryMarshal.GetReference(one), right = ref MemoryMarshal.GetReference(other);
        if (Avx512BW.IsSupported)
        {
            Vector512<int> sums = Vector512<int>.Zero;
            for (; i <= one.Length - Vector256<sbyte>.Count; i += Vector256<sbyte>.Count)
                sums += Avx512BW.MultiplyAddAdjacent(Avx512BW.ConvertToVector512Int16(Vector256.LoadUnsafe(ref left, (nuint)i)),
                    Avx512BW.ConvertToVector512Int16(Vector256.LoadUnsafe(ref right, (nuint)i)));
            sum = Vector512.Sum(sums);
        }
        else if (Avx2.IsSupported)
        {
            Vector256<int> sums = Vector256<int>.Zero;
            for (; i <= one.Length - Vector128<sbyte>.Count; i += Vector128<sbyte>.Count)
                sums += Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref left, (nuint)i)),
                    Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref right, (nuint)i)));
            sum = Vector256.Sum(sums);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            Vector128<int> sums = Vector128<int>.Zero;
            for (; i <= one.Length - Vector128<short>.Count; i += Vector128<short>.Count)
            {
                // A product of two codes fits into 16 bits.
                Vector128<short> products = Wide(ref left, i) * Wide(ref right, i);
                sums += Vector128.WidenLower(products) + Vector128.WidenUpper(products);
            }

            sum = Vector128.Sum(sums);
        }

        for (; i < one.Length; i++)
            sum += one[i] * other[i];
        return sum;
    }

    static Vector128<short> Wide(ref sbyte codes, int at)
    {
        Vector64<sbyte> eight = Vector64.LoadUnsafe(ref codes, (nuint)at);
        return Vector128.Create(Vector64.WidenLower(eight), Vector64.WidenUpper(eight));
    }
}
