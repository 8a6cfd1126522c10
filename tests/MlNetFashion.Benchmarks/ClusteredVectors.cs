namespace MlNetFashion.Benchmarks;

/// <summary>Vectors of unit length around a thousand centres, as the pictures of a catalogue lie around its kinds of garments; the same from the same seed.</summary>
sealed class ClusteredVectors(int dimension, int seed)
{
    const int Centres = 1000;

    // How far vectors lie from their centre: the cosine between two of one centre is about 0.8.
    const float Spread = 0.5f;

    readonly float[][] _centres = MakeCentres(dimension, new Random(seed));

    /// <summary>The vector of a number; that of a query where the number is below 0.</summary>
    public float[] this[int number]
    {
        get
        {
            var random = new Random(unchecked(seed * 73_856_093 ^ number * 19_349_663));
            float[] vector = (float[])_centres[random.Next(Centres)].Clone();
            float scale = Spread / MathF.Sqrt(dimension);
            for (int i = 0; i < dimension; i++)
                vector[i] += scale * Normal(random);
            return Unit(vector);
        }
    }

    static float[][] MakeCentres(int dimension, Random random) =>
        [.. Enumerable.Range(0, Centres).Select(_ => Unit([.. Enumerable.Range(0, dimension).Select(_ => Normal(random))]))];

    // The sum of four even numbers is normal enough, and quick.
    static float Normal(Random random) => (random.NextSingle() + random.NextSingle() + random.NextSingle() + random.NextSingle() - 2) * 1.732f;

    static float[] Unit(float[] vector)
    {
        double squares = 0;
        foreach (float number in vector)
            squares += (double)number * number;
        float norm = (float)Math.Sqrt(squares);
        for (int i = 0; i < vector.Length; i++)
            vector[i] /= norm;
        return vector;
    }
}
