namespace MlNetFashion.Fuzzing;

/// <summary>A loader of the product, and what it is fed.</summary>
/// <param name="Name">Such as "tar".</param>
/// <param name="Corpus">Intact inputs, each a few kilobytes at most.</param>
/// <param name="Read">Reads an input, and gives all that came out of it as a text; throws where the input is refused.</param>
sealed record FuzzTarget(string Name, IReadOnlyList<byte[]> Corpus, Func<byte[], string> Read)
{
    /// <summary>Executions in the suite, of which a second is enough.</summary>
    public int Executions { get; init; } = 1500;

    /// <summary>What reading one input may allocate, in bytes.</summary>
    public long MostMemory { get; init; } = 96 << 20;

    /// <summary>Whether the format has checksums over everything: what is accepted then answers as one of the corpus does.</summary>
    public bool IsChecked { get; init; }

    /// <summary>Mends the checksums and lengths of an input that was changed, so that what lies behind them is reached; null where there are none.</summary>
    /// <remarks>Half of the inputs are mended. Of those nobody can say what they should answer.</remarks>
    public Func<byte[], byte[]>? Mend { get; init; }

    /// <summary>What the format means something by, to be put into inputs.</summary>
    public IReadOnlyList<string> Tokens { get; init; } = [];

    /// <summary>Whether inputs are JSON, a text or a line each, whose values are exchanged too.</summary>
    public bool IsJson { get; init; }

    public override string ToString() => Name;
}
