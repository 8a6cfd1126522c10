namespace MlNetFashion.Evaluation;

/// <summary>Features of pictures or texts, a row each: what every measure of generated pictures reads.</summary>
sealed class FeatureMatrix
{
    readonly float[] _values;

    /// <summary>Takes features as they lie in memory; they are not copied.</summary>
    /// <param name="values">Row after row, (N, <paramref name="dimensions"/>), all finite.</param>
    /// <param name="dimensions">Length of a row, 1 or more.</param>
    /// <exception cref="ArgumentException">The values are no whole number of rows, or one of them is not finite.</exception>
    public FeatureMatrix(float[] values, int dimensions)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 1);
        if (values.Length % dimensions != 0)
            throw new ArgumentException($"{values.Length:N0} values are no whole number of rows of {dimensions}. Give all values of each row.", nameof(values));
        int bad = Array.FindIndex(values, value => !float.IsFinite(value));
        if (bad >= 0)
            throw new ArgumentException($"Feature {bad % dimensions} of row {bad / dimensions} is {values[bad]}, which cannot be measured. "
                + "Look at the pictures that it was computed from.", nameof(values));
        _values = values;
        Dimensions = dimensions;
        Count = values.Length / dimensions;
    }

    /// <summary>N, the rows.</summary>
    public int Count { get; }

    /// <summary>Length of a row.</summary>
    public int Dimensions { get; }

    /// <summary>A row.</summary>
    public ReadOnlySpan<float> this[int row] => _values.AsSpan(checked(row * Dimensions), Dimensions);

    /// <summary>Puts rows together.</summary>
    /// <param name="rows">One or more, all of one length.</param>
    /// <exception cref="ArgumentException">There are none, their lengths differ, or a value is not finite.</exception>
    public static FeatureMatrix Of(IReadOnlyList<float[]> rows)
    {
        if (rows.Count == 0)
            throw new ArgumentException("There are no rows. Give one or more.", nameof(rows));
        int dimensions = rows[0].Length;
        float[] values = new float[checked(rows.Count * dimensions)];
        for (int i = 0; i < rows.Count; i++)
        {
            if (rows[i].Length != dimensions)
                throw new ArgumentException($"Row {i} has {rows[i].Length} features and row 0 has {dimensions}. They are of different networks.", nameof(rows));
            rows[i].CopyTo(values, i * dimensions);
        }

        return new FeatureMatrix(values, dimensions);
    }

    /// <summary>Some of the rows, copied.</summary>
    public FeatureMatrix Pick(IReadOnlyList<int> rows)
    {
        float[] values = new float[checked(rows.Count * Dimensions)];
        for (int i = 0; i < rows.Count; i++)
            this[rows[i]].CopyTo(values.AsSpan(i * Dimensions));
        return new FeatureMatrix(values, Dimensions);
    }

    internal void RequireSameDimensions(FeatureMatrix other, string what)
    {
        if (other.Dimensions != Dimensions)
            throw new ArgumentException($"The rows have {Dimensions} features and those of {what} {other.Dimensions}. Compute both with one network.");
    }
}
