using System.Security.Cryptography;

namespace MlNetFashion.Batch;

/// <summary>A photo of a plan that was got, or why not.</summary>
/// <param name="Item">Whose it is.</param>
/// <param name="Bytes">The photo; empty where it could not be had or is what it was.</param>
/// <param name="Failure">Why it could not be had; null where it was.</param>
/// <param name="Answer">What the server said of it; null where it came from a file.</param>
sealed record GotPhoto(PlannedItem Item, byte[] Bytes, PhotoFailure? Failure, DownloadAnswer? Answer)
{
    string? _sha256;

    /// <summary>SHA-256 of the bytes, as <see cref="PlannedItem.Photo"/> has it.</summary>
    public string Sha256 => _sha256 ??= Convert.ToHexStringLower(SHA256.HashData(Bytes));
}
