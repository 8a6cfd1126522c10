using System.Buffers.Binary;

namespace MlNetFashion.Retrieval;

/// <summary>Walks over the parts of a file of the index, never past its end; of what it passes it reads the lengths alone.</summary>
sealed class SectionCursor(SectionBytes bytes)
{
    long _position;

    public bool AtEnd => _position == bytes.Length;

    public SectionBytes Bytes => bytes;

    /// <summary>A count, 0 or more.</summary>
    public int ReadCount()
    {
        using BorrowedBytes number = bytes.Borrow(_position, sizeof(int));
        _position += sizeof(int);
        return BinaryPrimitives.ReadInt32LittleEndian(number.Bytes) is >= 0 and int count ? count : throw Damaged();
    }

    /// <summary>Passes over a part.</summary>
    /// <returns>Where it begins.</returns>
    public long Pass(long length)
    {
        long start = _position;
        if (length > bytes.Length - start)
            throw Damaged();
        _position += length;
        return start;
    }

    public static InvalidDataException Damaged() => new("The table of items is damaged: a length or number in it cannot be right. Index the catalogue again.");
}
