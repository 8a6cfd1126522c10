namespace MlNetFashion.Fuzzing;

/// <summary>Random numbers that a seed decides, on every machine and for every version of .NET (SplitMix64: Steele, Lea and Flood, 2014).</summary>
struct SeededNumbers(ulong seed)
{
    ulong _state = seed;

    public ulong Next()
    {
        ulong mixed = _state += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>A number from 0 to one less than <paramref name="below"/>; 0 where that is 0.</summary>
    public int Below(int below) => below <= 0 ? 0 : (int)(Next() % (ulong)below);

    public T Of<T>(IReadOnlyList<T> list) => list[Below(list.Count)];
}
