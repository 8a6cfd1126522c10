using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace MlNetFashion.Retrieval;

/// <summary>N × D numbers in one piece of memory, rows of unit length.</summary>
/// <remarks>The first row starts at a multiple of 64 bytes: vectorised sums depend in their last bit on the alignment of what they
/// read, and a search has to give the same scores in every process.</remarks>
sealed class EmbeddingMatrix
{
    /// <summary>How far from 1 a row's length may be: float rounding and no more.</summary>
    public const float LengthTolerance = 1e-3f;

    const int Alignment = 64;
    readonly float[] _storage;
    readonly int _start;

    public EmbeddingMatrix(int rows, int dimension)
    {
        const int padding = Alignment / sizeof(float);
        if ((long)rows * dimension + padding > Array.MaxLength)
            throw new ArgumentException($"{rows:N0} rows of {dimension} numbers do not fit in memory as one piece: at most {(Array.MaxLength - padding) / dimension:N0} rows do.");
        Rows = rows;
        Dimension = dimension;
        _storage = GC.AllocateUninitializedArray<float>(rows * dimension + padding, pinned: true);
        nint misalignment = Marshal.UnsafeAddrOfPinnedArrayElement(_storage, 0) % Alignment;
        _start = misalignment == 0 ? 0 : (int)(Alignment - misalignment) / sizeof(float);
    }

    public int Rows { get; }

    public int Dimension { get; }

    public Span<float> All => _storage.AsSpan(_start, Rows * Dimension);

    public Span<float> this[int row] => _storage.AsSpan(_start + row * Dimension, Dimension);

    public static bool IsUnitLength(ReadOnlySpan<float> vector) => MathF.Abs(TensorPrimitives.Norm(vector) - 1) <= LengthTolerance;

    /// <summary>The first row whose length is not 1 (a row that is not finite is one), or −1.</summary>
    public int FirstRowNotUnitLength()
    {
        for (int row = 0; row < Rows; row++)
        {
            if (!IsUnitLength(this[row]))
                return row;
        }

        return -1;
    }
}
