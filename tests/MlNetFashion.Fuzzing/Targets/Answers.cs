using System.Globalization;
using System.Security.Cryptography;
using MlNetFashion.Images;

namespace MlNetFashion.Fuzzing;

/// <summary>Makes texts of what loaders give, so that two answers can be compared.</summary>
static class Answers
{
    public static string Of(ReadOnlySpan<byte> bytes) => $"{bytes.Length}:{Convert.ToHexString(SHA256.HashData(bytes).AsSpan(0, 8))}";

    public static string Of(RgbImage image) => $"{image.Width}x{image.Height} {Of(image.Pixels)}";

    public static string Of(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    public static string Of(IReadOnlyDictionary<string, string> pairs) => string.Join(',', pairs.Select(pair => $"{pair.Key}={pair.Value}"));

    /// <summary>Sees that something holds; that it does not is a finding.</summary>
    public static void Require(bool holds, string what)
    {
        if (!holds)
            throw new InvalidOperationException($"What was accepted is not what it should be: {what}");
    }
}
