using System.Buffers.Binary;
using System.IO.Compression;

namespace MlNetFashion.Catalogues;

/// <summary>An idx file of bytes, plain or gzipped, read record by record.</summary>
sealed class IdxFile : IDisposable
{
    // Two zeros, then the type of the numbers (8: unsigned bytes), then how many dimensions follow.
    const uint BytesMagic = 0x0800;

    readonly Stream _data;
    readonly byte[] _record;

    IdxFile(string path, Stream data, int count, int[] shape)
    {
        (Path, _data, Count, Shape) = (path, data, count, shape);
        _record = new byte[shape.Aggregate(1, (product, side) => product * side)];
    }

    public string Path { get; }

    public int Count { get; }

    /// <summary>The dimensions of a record; empty for single bytes.</summary>
    public int[] Shape { get; }

    /// <param name="path">The file.</param>
    /// <param name="shape">The dimensions that a record must have.</param>
    /// <exception cref="InvalidDataException">The header says something else.</exception>
    public static IdxFile Open(string path, params int[] shape)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        try
        {
            Span<byte> start = stackalloc byte[2];
            bool zipped = file.ReadAtLeast(start, 2, throwOnEndOfStream: false) == 2 && start is [0x1f, 0x8b];
            file.Position = 0;
            Stream data = new BufferedStream(zipped ? new GZipStream(file, CompressionMode.Decompress) : file, 1 << 16);
            uint magic = ReadNumber(data, path), wanted = BytesMagic + 1 + (uint)shape.Length;
            if (magic != wanted)
                throw new InvalidDataException($"\"{path}\" begins with {magic:x8}, "
                    + $"but an idx file of bytes in {1 + shape.Length} dimension(s) begins with {wanted:x8}. Get the file again.");
            uint count = ReadNumber(data, path);
            int[] stated = [.. shape.Select(_ => (int)Math.Min(ReadNumber(data, path), int.MaxValue))];
            if (count > int.MaxValue || !stated.SequenceEqual(shape))
                throw new InvalidDataException($"\"{path}\" holds {count} records of {string.Join(" x ", stated)}, "
                    + $"but they must be {string.Join(" x ", shape)}.");
            return new IdxFile(path, data, (int)count, shape);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The next record, valid until the next call.</summary>
    /// <exception cref="InvalidDataException">The file ends before or is damaged.</exception>
    public ReadOnlySpan<byte> Next()
    {
        try
        {
            _data.ReadExactly(_record);
            return _record;
        }
        catch (EndOfStreamException e)
        {
            throw new InvalidDataException($"The file ends before the {Count} records that its header states.", e);
        }
    }

    public void Dispose() => _data.Dispose();

    static uint ReadNumber(Stream data, string path)
    {
        try
        {
            Span<byte> bytes = stackalloc byte[4];
            data.ReadExactly(bytes);
            return BinaryPrimitives.ReadUInt32BigEndian(bytes);
        }
        catch (Exception e) when (e is EndOfStreamException or InvalidDataException)
        {
            throw new InvalidDataException($"\"{path}\" is damaged or cut off within its header. Get the file again.", e);
        }
    }
}
