using System.Security.Cryptography;

namespace MlNetFashion.Evaluation;

/// <summary>What features were computed with: figures of two networks must not be compared, so every report names its own.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Sha256">Of its file, 64 small hexadecimal digits.</param>
sealed record FeatureNetwork(string Name, string Sha256)
{
    /// <summary>The network of a file's bytes.</summary>
    public static FeatureNetwork Of(string name, ReadOnlySpan<byte> file) => new(name, Convert.ToHexStringLower(SHA256.HashData(file)));

    /// <summary>The name, and enough of the checksum to recognise it by.</summary>
    public override string ToString() => $"{Name} (sha256 {Sha256[..Math.Min(12, Sha256.Length)]})";
}
