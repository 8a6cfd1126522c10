namespace MlNetFashion.Retrieval;

/// <summary>Finds what a mistyped name was meant to be.</summary>
static class Spelling
{
    // Longer names are not typed by hand; the cap bounds the work that an error message can cause.
    const int LongestCompared = 64;

    /// <summary>The known name with the fewest edits from the one asked for, if at most half of its letters differ.</summary>
    public static string? Nearest(string asked, IReadOnlyList<string> known)
    {
        string? nearest = null;
        int fewest = int.MaxValue;
        foreach (string name in known)
        {
            if (asked.Length > LongestCompared || name.Length > LongestCompared)
                continue;
            int edits = Edits(asked.ToUpperInvariant(), name.ToUpperInvariant());
            if (edits < fewest && edits * 2 <= Math.Max(asked.Length, name.Length))
                (nearest, fewest) = (name, edits);
        }

        return nearest;
    }

    /// <summary>Insertions, deletions and replacements of a letter that turn one word into the other (Levenshtein).</summary>
    public static int Edits(ReadOnlySpan<char> from, ReadOnlySpan<char> to)
    {
        Span<int> above = stackalloc int[LongestCompared + 1];
        for (int j = 0; j <= to.Length; j++)
            above[j] = j;
        for (int i = 1; i <= from.Length; i++)
        {
            int diagonal = above[0];
            above[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = above[j];
                above[j] = Math.Min(replaced, Math.Min(above[j], above[j - 1]) + 1);
            }
        }

        return above[to.Length];
    }
}
