using System.Globalization;

namespace MlNetFashion.Onnx;

/// <summary>What quantisation brought and what it cost.</summary>
/// <param name="Bytes">Size of the model in floating point.</param>
/// <param name="QuantisedBytes">Size of the 8-bit model.</param>
/// <param name="Milliseconds">Median time of a run in floating point, over the examples.</param>
/// <param name="QuantisedMilliseconds">Median time of a run in 8-bit numbers.</param>
/// <param name="Cosines">For each output, the least cosine between both models' results of one row.</param>
public sealed record QuantisationReport(long Bytes, long QuantisedBytes, double Milliseconds, double QuantisedMilliseconds,
    IReadOnlyDictionary<string, double> Cosines)
{
    /// <summary>How many times faster.</summary>
    public double Speed => Milliseconds / QuantisedMilliseconds;

    /// <summary>How many times smaller.</summary>
    public double Smaller => (double)Bytes / QuantisedBytes;

    /// <summary>The figures in a sentence.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Bytes:n0} to {QuantisedBytes:n0} bytes ({Smaller:f2} times smaller), {Milliseconds:f3} to {QuantisedMilliseconds:f3} ms "
            + $"({Speed:f2} times as fast), ") +
        string.Join(", ", Cosines.Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Key} cosine {entry.Value:f5}")));
}
