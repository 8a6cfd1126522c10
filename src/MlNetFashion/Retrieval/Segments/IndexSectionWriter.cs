using System.Buffers;
using System.Security.Cryptography;
using MlNetFashion.Storage;

namespace MlNetFashion.Retrieval;

/// <summary>Writes one of the index's files, and its checksums behind it.</summary>
sealed class IndexSectionWriter(string path) : IDisposable
{
    readonly NewFile _file = FileDoor.Create(path);
    readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    readonly ArrayBufferWriter<byte> _checksums = new();
    int _inPiece;

    /// <summary>Bytes written so far.</summary>
    public long Length => _file.Length;

    public void Write(ReadOnlySpan<byte> bytes)
    {
        _file.Write(bytes);
        while (!bytes.IsEmpty)
        {
            int part = Math.Min(bytes.Length, SectionPieces.PieceBytes - _inPiece);
            _hash.AppendData(bytes[..part]);
            bytes = bytes[part..];
            _inPiece += part;
            if (_inPiece == SectionPieces.PieceBytes)
                EndPiece();
        }
    }

    /// <summary>Flushes to the disk and closes.</summary>
    public IndexSection Complete()
    {
        if (_inPiece > 0)
            EndPiece();
        long length = _file.Length;
        _file.Write(_checksums.WrittenSpan);
        _file.FlushToDisk();
        _file.Dispose();
        return new IndexSection(length, SectionPieces.HashOf(_checksums.WrittenSpan));
    }

    public void Dispose()
    {
        _hash.Dispose();
        _file.Dispose();
    }

    void EndPiece()
    {
        _checksums.Write(_hash.GetHashAndReset().AsSpan(0, SectionPieces.ChecksumBytes));
        _inPiece = 0;
    }
}
