using TorchSharp;

namespace MlNetFashion.Onnx.Tests.Layers;

/// <summary>Random choices for a configuration, all from one number.</summary>
sealed class Pick(int seed)
{
    readonly Random _random = new(seed);

    public int Int(int from, int to) => _random.Next(from, to + 1);

    public double Real(double from, double to) => Math.Round(from + _random.NextDouble() * (to - from), 2);

    public bool Flag() => _random.Next(2) == 1;

    public T Of<T>(params T[] choices) => choices[_random.Next(choices.Length)];

    public long[] Longs(int count, int from, int to) => [.. Enumerable.Range(0, count).Select(_ => (long)Int(from, to))];

    public (long, long) Two(int from, int to) => (Int(from, to), Int(from, to));

    public (long, long, long) Three(int from, int to) => (Int(from, to), Int(from, to), Int(from, to));

    /// <summary>Real numbers with a free batch and free dimensions of space.</summary>
    public OnnxInput Image(long channels, int space, int from = 5, int to = 9, bool free = true)
    {
        long[] shape = [Int(1, 3), channels, .. Longs(space, from, to)];
        string?[] axes = free ? ["N", null, .. new[] { "D", "H", "W" }[^space..]] : ["N"];
        return new OnnxInput("x", torch.randn(shape), axes);
    }

    /// <summary>Real numbers of any rank, all dimensions but the last free.</summary>
    public OnnxInput Any(long last, int minimumRank = 1, int maximumRank = 4, string name = "x")
    {
        int rank = Int(minimumRank, maximumRank);
        long[] shape = [.. Longs(rank - 1, 1, 5), last];
        return new OnnxInput(name, torch.randn(shape) * 2, [.. Enumerable.Range(0, rank - 1).Select(i => $"A{i}")]);
    }
}
