namespace MlNetFashion.Retrieval;

/// <summary>A query in whole numbers of at most 13 bits, and what it takes to bound its dot product with a coded row from above.</summary>
/// <remarks>For a row x = c + e, coded with an error of length |e|, and a query q = p + d: q·x = p·c + d·c + q·e ≤ p·c + |d||c| + |q||e|
/// (Cauchy and Schwarz). Rows whose bound is below the worst answer so far need not be looked at; the others are, so answers are those of all rows.</remarks>
sealed class CodedQuery
{
    /// <summary>What a float sum is off by at most, as a share, for each of its numbers.</summary>
    public const float Rounding = 1.3e-7f;

    // Sums of D products have to fit into 31 bits.
    const int Largest = 4095;

    readonly short[] _numbers;
    readonly float _scale, _length, _error, _rounding;

    public CodedQuery(ReadOnlySpan<float> query)
    {
        int largest = Math.Min(Largest, int.MaxValue / (CodedVector.Largest * query.Length));
        float most = 0;
        double squares = 0, errors = 0;
        foreach (float number in query)
            most = Math.Max(most, Math.Abs(number));
        _scale = most / largest;
        _numbers = new short[query.Length];
        for (int i = 0; i < query.Length; i++)
        {
            _numbers[i] = _scale == 0 ? (short)0 : (short)MathF.Round(query[i] / _scale);
            double error = query[i] - (double)_numbers[i] * _scale;
            squares += (double)query[i] * query[i];
            errors += error * error;
        }

        _length = MathF.BitIncrement((float)Math.Sqrt(squares));
        _error = MathF.BitIncrement((float)Math.Sqrt(errors));
        _rounding = _length * (query.Length + 16) * Rounding;
    }

    /// <summary>The whole numbers.</summary>
    public ReadOnlySpan<short> Numbers => _numbers;

    /// <summary>What they are multiplied by.</summary>
    public float Scale => _scale;

    /// <summary>What the dot product with a row is at most.</summary>
    /// <param name="codes">D codes of a row of unit length.</param>
    /// <param name="scale">The row's scale.</param>
    /// <param name="error">The length of the row's error.</param>
    public float Most(ReadOnlySpan<sbyte> codes, float scale, float error) =>
        scale * _scale * CodedVector.Product(codes, _numbers) + _length * error + _error * (1 + EmbeddingRows.LengthTolerance + error) + _rounding;
}
