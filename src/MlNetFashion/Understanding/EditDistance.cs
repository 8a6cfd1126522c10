namespace MlNetFashion.Understanding;

/// <summary>The Damerau-Levenshtein distance, where no letter is edited twice.</summary>
static class EditDistance
{
    /// <summary>The fewest letters to insert, remove, replace, or swap with their neighbour.</summary>
    /// <param name="left">One word.</param>
    /// <param name="right">The other.</param>
    /// <param name="rows">Room for three rows of <paramref name="right"/>.Length + 1 numbers.</param>
    public static int Of(ReadOnlySpan<char> left, ReadOnlySpan<char> right, Span<int> rows)
    {
        int width = right.Length + 1;
        Span<int> before = rows[..width], above = rows[width..(2 * width)], row = rows[(2 * width)..(3 * width)];
        for (int j = 0; j < width; j++)
            above[j] = j;
        for (int i = 1; i <= left.Length; i++)
        {
            row[0] = i;
            for (int j = 1; j < width; j++)
            {
                row[j] = Math.Min(above[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1), Math.Min(above[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }

            Span<int> oldest = before;
            before = above;
            above = row;
            row = oldest;
        }

        return above[right.Length];
    }
}
