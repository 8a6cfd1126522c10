namespace MlNetFashion.Onnx;

/// <summary>How weights become 8-bit numbers.</summary>
public sealed record QuantisationOptions
{
    /// <value>Weights with fewer elements stay as they are: they save little and cost accuracy. The default is 1,024.</value>
    public int SmallestWeight { get; init; } = 1024;

    /// <summary>Uses seven of the eight bits, so that processors which add two products in 16 bits (x64 without VNNI) cannot overflow. On by default.</summary>
    public bool ReduceRange { get; init; } = true;

    /// <summary>Nodes that stay in floating point: their names contain one of these. Nothing by default.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    internal int Largest => ReduceRange ? 63 : 127;

    internal bool Excludes(string node) => Exclude.Any(part => node.Contains(part, StringComparison.Ordinal));
}
