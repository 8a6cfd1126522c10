namespace MlNetFashion.Retrieval;

/// <summary>The conditions of a filter on the items of an index: for each its attribute's codes, and one answer a code (0: the item lacks the attribute), so that
/// items are checked without comparing strings.</summary>
sealed class ItemConditions(IReadOnlyList<(int[] Codes, bool[] Passes)> conditions, int count)
{
    // Enough to tell whether one item in twenty passes, or one in two hundred.
    const int Sample = 1024;

    /// <summary>Conditions that were worked out already.</summary>
    /// <param name="allowed">For each item whether it passes.</param>
    public static ItemConditions Of(bool[] allowed) => new([([.. allowed.Select(passes => passes ? 1 : 0)], [false, true])], allowed.Length);

    /// <summary>Whether an item passes.</summary>
    public bool Pass(int position)
    {
        foreach ((int[] codes, bool[] passes) in conditions)
        {
            if (!passes[codes[position]])
                return false;
        }

        return true;
    }

    /// <summary>For each item whether it passes.</summary>
    public bool[] OfAll()
    {
        bool[] all = new bool[count];
        Array.Fill(all, true);
        foreach ((int[] codes, bool[] passes) in conditions)
        {
            for (int row = 0; row < all.Length; row++)
                all[row] &= passes[codes[row]];
        }

        return all;
    }

    /// <summary>About how many of some items that follow each other pass.</summary>
    public double Estimate(int from, int to)
    {
        if (to - from <= Sample)
            return Enumerable.Range(from, to - from).Count(Pass);
        int passing = 0;
        for (int i = 0; i < Sample; i++)
        {
            // By the golden ratio: evenly, and in step with nothing.
            double share = i * 0.618_033_988_749_894_9;
            passing += Pass(from + (int)((share - Math.Floor(share)) * (to - from))) ? 1 : 0;
        }

        return (double)passing / Sample * (to - from);
    }
}
