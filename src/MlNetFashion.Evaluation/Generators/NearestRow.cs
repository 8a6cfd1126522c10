namespace MlNetFashion.Evaluation;

/// <summary>The nearest row of a matrix.</summary>
/// <param name="Row">Which; the first of equals.</param>
/// <param name="Distance">Euclidean, in units of the features.</param>
readonly record struct NearestRow(int Row, float Distance)
{
    /// <summary>Finds the nearest row of one matrix for each row of another.</summary>
    /// <param name="rows">Whose nearest are looked for.</param>
    /// <param name="among">Where they are looked for; one row or more.</param>
    /// <param name="cancellation">Stops between rows.</param>
    /// <exception cref="ArgumentException">There is nothing to find, or the lengths differ.</exception>
    public static IReadOnlyList<NearestRow> Find(FeatureMatrix rows, FeatureMatrix among, CancellationToken cancellation = default)
    {
        rows.RequireSameDimensions(among, "the rows to find");
        if (among.Count == 0)
            throw new ArgumentException("There are no rows among which the nearest could be. Give the features of the training pictures.", nameof(among));
        var nearest = new NearestRow[rows.Count];
        Parallel.For(0, rows.Count, new ParallelOptions { CancellationToken = cancellation }, row => nearest[row] = Of(rows[row], among));
        return nearest;
    }

    static NearestRow Of(ReadOnlySpan<float> row, FeatureMatrix among)
    {
        // The distance itself, and not |a|² + |b|² − 2ab: a copy must be at 0, not at what rounding leaves of two large numbers.
        var best = new NearestRow(0, float.PositiveInfinity);
        for (int i = 0; i < among.Count; i++)
        {
            float distance = System.Numerics.Tensors.TensorPrimitives.Distance(row, among[i]);
            if (distance < best.Distance)
                best = new NearestRow(i, distance);
        }

        return best;
    }
}
