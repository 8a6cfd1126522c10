namespace MlNetFashion.Onnx;

/// <summary>How well a file agrees with its module.</summary>
/// <param name="Outputs">The largest differences of each output, over all cases.</param>
/// <param name="Cases">What was run, for example <c>N=2, T=5</c>.</param>
public sealed record ParityReport(IReadOnlyList<OutputParity> Outputs, IReadOnlyList<string> Cases)
{
    /// <summary>The largest absolute difference of all outputs.</summary>
    public double LargestAbsolute => Outputs.Max(output => output.Difference.Absolute);

    /// <summary>The largest difference in units of max(1, |expected|).</summary>
    public double LargestRelative => Outputs.Max(output => output.Difference.Relative);

    /// <summary>The differences in a sentence.</summary>
    public override string ToString() =>
        string.Join("; ", Outputs.Select(output => $"{output.Name} differs by {output.Difference.Absolute:g3} ({output.Difference.Relative:g3} relative)")) +
        $", over {Cases.Count} cases ({string.Join(" | ", Cases)}).";
}
