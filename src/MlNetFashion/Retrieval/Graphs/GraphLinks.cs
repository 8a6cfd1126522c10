using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace MlNetFashion.Retrieval;

/// <summary>Which rows are linked to which, by pointer.</summary>
/// <param name="ground">For each row twice as many links as the degree; those that are missing are −1, and stand at the end.</param>
/// <param name="upperOf">For each row the number of its list on level 1; those of higher levels follow. −1 where it is on the ground alone.</param>
/// <param name="upper">Lists of links, of the degree each.</param>
/// <param name="degree">Links of a row.</param>
/// <param name="lists">How many lists there are.</param>
readonly unsafe struct GraphLinks(int* ground, int* upperOf, int* upper, int degree, int lists)
{
    const int CacheLine = 64;

    /// <summary>The links of a row on a level; after the first −1 there are none.</summary>
    public Span<int> Of(int row, int level)
    {
        if (level == 0)
            return new Span<int>(ground + (long)row * 2 * degree, 2 * degree);
        // Of a row that another says to be on this level, and that is not: a file that was made up can hold such a link.
        long list = upperOf[row] + level - 1L;
        return upperOf[row] < 0 || list >= lists ? [] : new Span<int>(upper + list * degree, degree);
    }

    /// <summary>Has the links of a row brought into the cache; those above the ground are few, and in it anyway.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prefetch(int row, int level)
    {
        if (!Sse.IsSupported || level != 0)
            return;
        byte* from = (byte*)(ground + (long)row * 2 * degree), to = from + 2L * degree * sizeof(int);
        for (byte* at = from; at < to; at += CacheLine)
            Sse.Prefetch0(at);
    }
}
