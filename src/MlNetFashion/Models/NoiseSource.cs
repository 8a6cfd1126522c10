namespace MlNetFashion.Models;

/// <summary>Standard normal numbers that depend on a seed alone: the same on every machine, in every process.</summary>
/// <remarks>splitmix64 gives uniform numbers, the polar method normal ones; the logarithm is a series of its own, because the
/// systems' logarithms differ in the last bit.</remarks>
static class NoiseSource
{
    const ulong Step = 0x9e3779b97f4a7c15;

    /// <summary>Fills one row of <see cref="Columns.Noise"/>.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="picture">Which picture of the seed, 0 or more: picture 3 is the same however many are made.</param>
    /// <param name="noise">Receives normal numbers of mean 0 and deviation 1.</param>
    public static void Fill(long seed, int picture, Span<float> noise)
    {
        // Seeds and pictures are mixed one after the other, so that (1, 2) and (2, 1) have nothing in common.
        ulong state = Mix(Mix(unchecked((ulong)seed) + Step) + unchecked((ulong)picture) * Step);
        for (int i = 0; i < noise.Length; i += 2)
        {
            double x, y, square;
            do
            {
                x = Uniform(ref state);
                y = Uniform(ref state);
                square = x * x + y * y;
            }
            while (square is >= 1 or 0);

            double scale = Math.Sqrt(-2 * NaturalLogarithm(square) / square);
            noise[i] = (float)(x * scale);
            if (i + 1 < noise.Length)
                noise[i + 1] = (float)(y * scale);
        }
    }

    /// <summary>−1 to 1.</summary>
    static double Uniform(ref ulong state) => (Mix(state += Step) >> 11) * (2.0 / (1UL << 53)) - 1;

    static ulong Mix(ulong value)
    {
        value = (value ^ value >> 30) * 0xbf58476d1ce4e5b9;
        value = (value ^ value >> 27) * 0x94d049bb133111eb;
        return value ^ value >> 31;
    }

    /// <summary>ln x = exponent · ln 2 + 2 artanh((m − 1) / (m + 1)), with the mantissa m between √½ and √2.</summary>
    static double NaturalLogarithm(double x)
    {
        long bits = BitConverter.DoubleToInt64Bits(x);
        int exponent = (int)(bits >> 52) - 1023;
        double mantissa = BitConverter.Int64BitsToDouble(bits & 0xfffffffffffff | 1023L << 52);
        if (mantissa > 1.4142135623730951)
        {
            mantissa /= 2;
            exponent++;
        }

        double t = (mantissa - 1) / (mantissa + 1), square = t * t, power = t, sum = 0;
        for (int term = 1; term < 25; term += 2, power *= square)
            sum += power / term;
        return exponent * 0.6931471805599453 + 2 * sum;
    }
}
