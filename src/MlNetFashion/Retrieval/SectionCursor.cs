using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace MlNetFashion.Retrieval;

/// <summary>Reads numbers and strings from the bytes of a file, never past their end.</summary>
ref struct SectionCursor(ReadOnlyMemory<byte> bytes)
{
    ReadOnlyMemory<byte> _rest = bytes;

    public readonly bool AtEnd => _rest.IsEmpty;

    public int ReadCount() => BinaryPrimitives.ReadInt32LittleEndian(ReadBytes(sizeof(int)).Span) is >= 0 and int count ? count : throw Damaged();

    public ReadOnlyMemory<byte> ReadBytes(long length)
    {
        if (length > _rest.Length)
            throw Damaged();
        ReadOnlyMemory<byte> read = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return read;
    }

    /// <summary>Numbers of 0 to <paramref name="largest"/>. Nothing is allocated before the bytes are known to be there.</summary>
    public int[] ReadInts(int count, int largest)
    {
        ReadOnlySpan<byte> source = ReadBytes((long)count * sizeof(int)).Span;
        int[] values = new int[count];
        MemoryMarshal.Cast<byte, int>(source).CopyTo(values);
        if (values.AsSpan().ContainsAnyExceptInRange(0, largest))
            throw Damaged();
        return values;
    }

    static InvalidDataException Damaged() => new("The table of items is damaged: a length or number in it cannot be right. Index the catalogue again.");
}
