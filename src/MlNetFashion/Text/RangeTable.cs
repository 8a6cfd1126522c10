namespace MlNetFashion.Text;

/// <summary>A number for each of some ranges of code points, 0 for all others.</summary>
/// <param name="Firsts">First code points of the ranges, rising.</param>
/// <param name="Lasts">Last code points.</param>
/// <param name="Values">The numbers, not 0.</param>
sealed record RangeTable(int[] Firsts, int[] Lasts, int[] Values)
{
    public int Find(int codePoint)
    {
        int index = Array.BinarySearch(Firsts, codePoint);
        if (index < 0)
            index = ~index - 1;
        return index >= 0 && codePoint <= Lasts[index] ? Values[index] : 0;
    }
}
