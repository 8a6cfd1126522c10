namespace MlNetFashion.Catalogues;

/// <summary>SplitMix64: the same numbers from the same keys on every machine and every version of .NET.</summary>
sealed class SampleRandom
{
    ulong _state;

    /// <summary>Keys say what the numbers are for, so that one use never shifts the numbers of another.</summary>
    public SampleRandom(params ReadOnlySpan<int> keys)
    {
        foreach (int key in keys)
        {
            _state ^= (uint)key;
            _state = Next64();
        }
    }

    ulong Next64()
    {
        ulong z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>0 (included) to 1 (excluded).</summary>
    public float Next() => (Next64() >> 40) * (1f / (1 << 24));

    public int NextSeed() => (int)(Next64() >> 33);

    public float Between(float low, float high) => low + (high - low) * Next();

    public int Below(int count) => (int)Math.BigMul(Next64(), (ulong)count, out _);

    public bool IsBelow(float probability) => Next() < probability;

    public T Pick<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    public void Shuffle<T>(Span<T> items)
    {
        for (int last = items.Length - 1; last > 0; last--)
        {
            int other = Below(last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }
}
