using System.Runtime.CompilerServices;

namespace MlNetFashion.Retrieval;

/// <summary>N × D numbers in one piece of memory, rows of unit length.</summary>
sealed class EmbeddingMatrix
{
    /// <summary>How far from 1 a row's length may be: float rounding and no more.</summary>
    public const float LengthTolerance = 1e-3f;

    readonly float[] _numbers;

    public EmbeddingMatrix(int rows, int dimension)
    {
        if ((long)rows * dimension > Array.MaxLength)
            throw new ArgumentException($"{rows:N0} rows of {dimension} numbers do not fit in memory as one piece: "
                + $"at most {Array.MaxLength / dimension:N0} rows do.");
        Rows = rows;
        Dimension = dimension;
        _numbers = GC.AllocateUninitializedArray<float>(rows * dimension);
    }

    public int Rows { get; }

    public int Dimension { get; }

    public Span<float> All => _numbers;

    public Span<float> this[int row] => _numbers.AsSpan(row * Dimension, Dimension);

    public static bool IsUnitLength(ReadOnlySpan<float> vector) => MathF.Abs(MathF.Sqrt(DotProduct.Of(vector, vector)) - 1) <= LengthTolerance;

    /// <summary>The first row whose length is not 1 (a row that is not finite is one), or −1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int FirstRowNotUnitLength()
    {
        for (int row = 0; row < Rows; row++)
        {
            if (!IsUnitLength(this[row]))
                return row;
        }

        return -1;
    }

    /// <summary>Offers rows <paramref name="from"/> to <paramref name="to"/> (exclusive), those that are allowed, with their bonus.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Offer(ReadOnlySpan<float> query, bool[]? allowed, float[]? bonus, int from, int to, BestRows best)
    {
        for (int row = from; row < to; row++)
        {
            if (allowed is not null && !allowed[row])
                continue;
            float score = DotProduct.Of(this[row], query) + (bonus is null ? 0 : bonus[row]);
            if (score >= best.Worst)
                best.Offer(row, score);
        }
    }
}
