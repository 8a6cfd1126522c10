using System.Security.Cryptography;
using MlNetFashion.Storage;

namespace MlNetFashion.Retrieval;

/// <summary>Writes one of the index's files and hashes it on the way.</summary>
sealed class IndexSectionWriter(string path) : IDisposable
{
    readonly NewFile _file = FileDoor.Create(path);
    readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public void Write(ReadOnlySpan<byte> bytes)
    {
        _file.Write(bytes);
        _hash.AppendData(bytes);
    }

    /// <summary>Flushes to the disk and closes.</summary>
    public IndexSection Complete()
    {
        _file.FlushToDisk();
        long length = _file.Length;
        _file.Dispose();
        return new IndexSection(length, Convert.ToHexStringLower(_hash.GetHashAndReset()));
    }

    public void Dispose()
    {
        _hash.Dispose();
        _file.Dispose();
    }
}
