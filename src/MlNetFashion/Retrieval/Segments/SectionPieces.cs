using System.Security.Cryptography;

namespace MlNetFashion.Retrieval;

/// <summary>The pieces in which a file of the index is checked, so that opening it need not read it.</summary>
/// <remarks>Behind the content stand the first 16 bytes of the SHA-256 of each piece of 64 KB; the manifest has the SHA-256 of these.</remarks>
static class SectionPieces
{
    public const int PieceBytes = 1 << 16, ChecksumBytes = 16;

    public static long CountOf(long bytes) => (bytes + PieceBytes - 1) / PieceBytes;

    /// <summary>The length of the whole file.</summary>
    public static long FileBytes(long bytes) => bytes + ChecksumBytes * CountOf(bytes);

    public static string HashOf(ReadOnlySpan<byte> checksums) => Convert.ToHexStringLower(SHA256.HashData(checksums));
}
