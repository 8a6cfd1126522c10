using System.Security.Cryptography;

namespace MlNetFashion.Retrieval;

/// <summary>Writes one of the index's files and hashes it on the way.</summary>
sealed class IndexSectionWriter(string path) : IDisposable
{
    readonly FileStream _file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1 << 17);
    readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public void Write(ReadOnlySpan<byte> bytes)
    {
        _file.Write(bytes);
        _hash.AppendData(bytes);
    }

    /// <summary>Flushes to the disk and closes.</summary>
    public IndexSection Complete()
    {
        _file.Flush(flushToDisk: true);
        long length = _file.Length;
        _file.Dispose();
        return new IndexSection(length, Convert.ToHexStringLower(_hash.GetHashAndReset()));
    }

    public void Dispose()
    {
        _hash.Dispose();
        try
        {
            _file.Dispose();
        }
        catch (IOException)
        {
            // The disk is full. What counts was flushed by Complete; what is left is thrown away, and the other files with it.
        }
    }
}
