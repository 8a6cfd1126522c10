namespace MlNetFashion.Training.Generator.Choice;

/// <summary>The choices of one group of requests.</summary>
/// <param name="Name">"plain", "patterned", "worn", "footwear", "accessories", "reference", or "all".</param>
/// <param name="Pairs">How many pairs.</param>
/// <param name="New">In how many the generator that is judged was preferred.</param>
/// <param name="Same">In how many neither was.</param>
public sealed record BlindGroup(string Name, int Pairs, int New, int Same)
{
    // Of the normal distribution, both sides together 5 %.
    const double Deviations = 1.959964;

    /// <summary>The share in which it was preferred, 0 to 1; a pair in which neither was counts against it.</summary>
    public double Share => Pairs == 0 ? 0 : (double)New / Pairs;

    /// <summary>The ends of the 95 % interval of <see cref="Share"/>.</summary>
    /// <remarks>Wilson, <em>Probable inference, the law of succession, and statistical inference</em>, 1927.</remarks>
    public (double Low, double High) Interval
    {
        get
        {
            if (Pairs == 0)
                return (0, 1);
            double n = Pairs, z = Deviations * Deviations, middle = (Share + z / (2 * n)) / (1 + z / n);
            double half = Deviations / (1 + z / n) * Math.Sqrt(Share * (1 - Share) / n + z / (4 * n * n));
            return (middle - half, middle + half);
        }
    }
}
